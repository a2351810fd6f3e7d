import {
  previewBeginning,
  previewChange,
  previewEnd,
  previewPending,
  previewSchedule,
} from '../billing/preview-invoice'
import { invalid } from '../core/failure'
import type { Customer, Invoice, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from './customers'
import { createInvoiceItem } from './invoice-items'
import type { PreviewItem, PreviewValues } from './invoice-preview-params'
import { findSchedule, running } from './subscription-schedules'
import { findLive } from './subscriptions'

/**
 * `POST /v1/invoices/create_preview`: the invoice is made and taken back, so that it cannot differ from the real one.
 * @throws Failure for what does not go together, and `invoice_upcoming_none` when nothing more will be billed
 */
export function previewInvoice(world: World, params: PreviewValues): Invoice {
  checkTogether(params)
  const subscription = params.subscription === undefined ? null : findLive(world, params.subscription, 'subscription')
  const schedule = params.schedule === undefined ? null : running(findSchedule(world, params.schedule, 'schedule'))
  const customer = customerOf(world, params, (subscription ?? schedule)?.customer)
  return world.rehearse(() => {
    for (const [index, item] of (params.invoice_items ?? []).entries()) {
      noteDown(world, { customer, subscription, currency: params.currency }, item, `invoice_items[${index}]`)
    }
    if (schedule) return previewSchedule(world, schedule, params.schedule_details ?? {})
    if (subscription) return previewOf(world, subscription, params)
    return previewNew(world, customer, params)
  })
}

function previewOf(world: World, subscription: Subscription, params: PreviewValues): Invoice {
  const details = params.subscription_details
  checkCurrency(params, subscription.currency)
  if (details?.cancel_now) return previewEnd(world, subscription, details.proration_behavior !== 'none')
  const { cancel_now: _, ...change } = details ?? {}
  return previewChange(world, subscription, { ...change, discounts: params.discounts })
}

/** A subscription that is not there yet, as its parameters or the first phase of a schedule would make it. */
function previewNew(world: World, customer: Customer, params: PreviewValues): Invoice {
  const details = params.subscription_details
  const items = params.schedule_details?.phases?.[0]?.items ?? details?.items
  if (!items) return previewPending(world, customer, params.currency)
  const made = previewBeginning(world, customer, {
    items,
    extras: [],
    cancel_at: details?.cancel_at ?? undefined,
    cancel_at_period_end: details?.cancel_at_period_end,
    discounts: params.discounts ?? [],
    metadata: details?.metadata ?? {},
    trialEnd: typeof details?.trial_end === 'number' ? details.trial_end : null,
  })
  checkCurrency(params, made.currency)
  return made
}

function noteDown(
  world: World,
  whose: { customer: Customer; subscription: Subscription | null; currency: string | undefined },
  { price, unit_amount, ...item }: PreviewItem,
  path: string,
) {
  const quantity = item.quantity ?? 1
  const isByUnit = unit_amount !== undefined
  createInvoiceItem(
    world,
    {
      ...item,
      customer: whose.customer.id,
      subscription: whose.subscription?.id,
      ...(price === undefined ? {} : { pricing: { price } }),
      ...(isByUnit ? { amount: unit_amount * quantity, quantity: undefined } : {}),
      currency: item.currency ?? whose.currency ?? whose.subscription?.currency ?? whose.customer.currency ?? undefined,
    },
    path,
  )
}

function customerOf(world: World, params: PreviewValues, owner: string | undefined): Customer {
  const id = params.customer ?? owner
  if (id === undefined) {
    throw invalid('You must pass either customer or subscription.', { param: 'customer', code: 'parameter_missing' })
  }
  if (owner === undefined || owner === id) return findCustomer(world, id, 'customer')
  throw invalid(`What is to be previewed is not of the customer ${id}.`, { param: 'customer' })
}

function checkTogether(params: PreviewValues) {
  for (const [one, other] of [
    ['subscription', 'schedule'],
    ['subscription_details', 'schedule_details'],
    ['subscription_details', 'schedule'],
    ['schedule_details', 'subscription'],
  ] as const) {
    if (params[one] === undefined || params[other] === undefined) continue
    throw invalid(`You may only specify one of these parameters: ${one}, ${other}.`, {
      param: other,
      code: 'parameters_exclusive',
    })
  }
}

function checkCurrency(params: PreviewValues, currency: string) {
  if (params.currency === undefined || params.currency === currency) return
  throw invalid(`The invoice would be in ${currency}.`, { param: 'currency' })
}
