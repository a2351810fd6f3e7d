import { Failure } from '../core/failure'
import { newId } from '../core/id'
import type { Customer, Invoice, Schedule, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { valuesOf } from '../schedules/follow-schedule'
import { type ScheduleUpdate, updateSchedule } from '../schedules/update-schedule'
import { pendingItems, subscriptionDraft } from './bill-subscription'
import { invoiceOf } from './draft-invoice'
import { endSubscription } from './end-subscription'
import { lineOfInvoiceItem } from './line-draft'
import { makeItem } from './make-subscription'
import { currentPeriodEnd, endsWithPeriod, periodEnd } from './periods'
import { prorate } from './prorate'
import { draftFirst, prepareSubscription, type SubscribeValues } from './subscribe'
import { type UpdateValues, updateSubscription } from './update-subscription'

/**
 * The invoice that a change of a subscription would make now, or, when it makes none, the next one. It is found by
 * making the change, so that a preview and the change itself cannot differ: a rehearsal takes it back.
 * @throws Failure `invoice_upcoming_none` when nothing more will be billed
 */
export function previewChange(world: World, subscription: Subscription, change: UpdateValues): Invoice {
  let now: Invoice | undefined
  const after = updateSubscription(world, subscription, change, (draft) => {
    now = draft
  })
  return asPreview(now ?? nextInvoice(world, after))
}

/** The first invoice of a subscription that would begin now. */
export function previewBeginning(world: World, customer: Customer, given: SubscribeValues): Invoice {
  return asPreview(draftFirst(world, prepareSubscription(world, customer, given)))
}

/** The invoice that another plan of a schedule would make now, or, when it makes none, the next one. */
export function previewSchedule(world: World, schedule: Schedule, change: ScheduleUpdate): Invoice {
  let now: Invoice | undefined
  const after = updateSchedule(world, schedule, change, (draft) => {
    now = draft
  })
  const subscription = world.store.tables.subscription.get(after.subscription ?? '')
  if (now) return asPreview(now)
  if (subscription) return asPreview(nextInvoice(world, subscription))
  const [phase] = after.phases
  const customer = world.store.tables.customer.get(after.customer)
  if (!phase || !customer) throw nothingUpcoming(after.customer)
  const items = phase.items.map(valuesOf)
  const begins = { items, extras: [], metadata: {}, trialEnd: null }
  return world.at(phase.start_date, () => previewBeginning(world, customer, begins))
}

/** The invoice of a subscription's next renewal, as things stand. */
export function previewRenewal(world: World, subscription: Subscription): Invoice {
  return world.rehearse(() => asPreview(nextInvoice(world, subscription)))
}

/** The last invoice of a subscription that would be canceled now, with what it would give back. */
export function previewEnd(world: World, subscription: Subscription, withProrations: boolean): Invoice {
  const changes = subscription.items.data.map((item) => ({ before: item, after: null }))
  if (withProrations) prorate(world, subscription, changes, { at: world.now, charges: false })
  const draft = subscriptionDraft(world, subscription, {
    reason: 'upcoming',
    period: { start: world.now, end: world.now },
    withPeriods: false,
  })
  if (draft.lines.length === 0) throw nothingUpcoming(subscription.customer)
  endSubscription(world, subscription)
  return asPreview(invoiceOf(world, draft))
}

/** What is noted down for a customer, without any subscription. */
export function previewPending(world: World, customer: Customer, given: string | undefined): Invoice {
  const waiting = pendingItems(world, customer.id, null)
  const currency = given ?? waiting[0]?.currency
  const pending = waiting.filter((item) => item.currency === currency)
  if (pending.length === 0) throw nothingUpcoming(customer.id)
  const draft = invoiceOf(world, {
    customer,
    subscription: null,
    lines: pending.map((item) => lineOfInvoiceItem(world, item)),
    discounts: [],
    reason: 'upcoming',
    period: { start: world.now, end: world.now },
    ...(currency ? { currency } : {}),
  })
  return asPreview(draft)
}

function nextInvoice(world: World, subscription: Subscription): Invoice {
  const end = currentPeriodEnd(subscription)
  const isEnding = endsWithPeriod(world, subscription)
  const hasPending = pendingItems(world, subscription.customer, subscription).length > 0
  const isOver = subscription.status === 'canceled' || subscription.status === 'paused'
  if (isOver || (isEnding && !hasPending)) throw nothingUpcoming(subscription.customer)
  return world.at(end, () => {
    const anchor = subscription.status === 'trialing' ? end : subscription.billing_cycle_anchor
    const data = itemsFrom(world, subscription, end).map((item) => ({
      ...item,
      current_period_start: end,
      current_period_end: periodEnd(item.price, anchor, end),
    }))
    const renewed: Subscription = { ...subscription, items: { ...subscription.items, data }, status: 'active' }
    const start = Math.min(...subscription.items.data.map((item) => item.current_period_start))
    const draft = subscriptionDraft(world, renewed, {
      reason: 'upcoming',
      period: { start, end },
      withPeriods: !isEnding,
    })
    return { ...invoiceOf(world, draft), next_payment_attempt: end }
  })
}

/** The items that are billed from that moment on: those of the phase that a schedule begins then, or the present ones. */
function itemsFrom(world: World, { id: owner, items, schedule }: Subscription, moment: number): SubscriptionItem[] {
  const { subscription_schedule: schedules, price: prices } = world.store.tables
  const phase = schedules.get(schedule ?? '')?.phases.find(({ start_date }) => start_date === moment)
  if (!phase) return items.data
  return phase.items.flatMap(({ metadata, price: id, quantity }, index) => {
    const price = prices.get(id)
    if (!price) return []
    const given = { price, quantity: quantity ?? 1, metadata: metadata ?? {} }
    const item = makeItem(world, owner, given, { start: moment, end: moment })
    return [{ ...item, id: items.data[index]?.id ?? item.id }]
  })
}

function asPreview(invoice: Invoice): Invoice {
  const id = newId('upcoming_in')
  const lines = { ...invoice.lines, data: invoice.lines.data.map((line) => ({ ...line, invoice: id })) }
  return { ...invoice, id, lines, status: 'draft' }
}

function nothingUpcoming(customer: string): Failure {
  return new Failure(404, {
    type: 'invalid_request_error',
    code: 'invoice_upcoming_none',
    message: `No upcoming invoices for customer: ${customer}`,
  })
}
