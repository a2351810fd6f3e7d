import type { Customer, Invoice, InvoiceItem, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { collectInvoice } from './collect-invoice'
import { draftInvoice, type InvoiceDraft } from './draft-invoice'
import { finalizeInvoice } from './finalize-invoice'
import { type LineDraft, lineOfInvoiceItem, lineOfItem } from './line-draft'
import { lastingDiscounts } from './share-discount'

type Billing = {
  reason: NonNullable<Invoice['billing_reason']>
  period: { start: number; end: number }
  /** Whether the items' current periods are billed, beside what was noted down. */
  withPeriods: boolean
}

/** What a subscription's invoice would say now, with everything that was noted down for it. */
export function subscriptionDraft(world: World, subscription: Subscription, billing: Billing): InvoiceDraft {
  const customer = customerOf(world, subscription)
  const pending = pendingItems(world, customer.id, subscription)
  const lines: LineDraft[] = [
    ...pending.map((item) => lineOfInvoiceItem(world, item)),
    ...(billing.withPeriods ? subscription.items.data.map((item) => lineOfItem(world, subscription, item)) : []),
  ]
  const discounts = lastingDiscounts(world, subscription.discounts)
  return { customer, subscription, lines, discounts, reason: billing.reason, period: billing.period }
}

/** Makes a subscription's invoice; it takes in what was noted down, and coupons of one use are used up by it. */
export function draftSubscriptionInvoice(world: World, subscription: Subscription, billing: Billing): Invoice {
  const pending = pendingItems(world, subscription.customer, subscription)
  const draft = draftInvoice(world, subscriptionDraft(world, subscription, billing))
  for (const item of pending) world.store.tables.invoice_item.put({ ...item, invoice: draft.id })
  const current = world.store.tables.subscription.get(subscription.id) ?? subscription
  world.store.tables.subscription.put({
    ...current,
    discounts: lastingDiscounts(world, current.discounts).filter((id) => !isUsedOnce(world, id)),
    latest_invoice: draft.id,
  })
  return draft
}

/**
 * Finalizes and charges a draft at once. Stripe leaves a renewal's draft open for about an hour; nothing here would
 * use that hour.
 */
export function finalizeAndCollect(world: World, draft: Invoice): void {
  collectInvoice(world, finalizeInvoice(world, draft), { isAutomatic: true })
}

/**
 * Amounts that wait for the next invoice of a subscription: its own, and its customer's that belong to none. What is in
 * another currency waits for an invoice in that one.
 */
export function pendingItems(
  world: World,
  customer: string,
  subscription: Pick<Subscription, 'id' | 'currency'> | null,
): InvoiceItem[] {
  const pending: InvoiceItem[] = []
  for (const item of world.store.tables.invoice_item.oldestFirst()) {
    if (item.invoice !== null || item.customer !== customer) continue
    const owner = item.parent?.subscription_details?.subscription ?? null
    if (subscription && item.currency !== subscription.currency) continue
    if (owner === null || owner === subscription?.id) pending.push(item)
  }
  return pending
}

function customerOf(world: World, subscription: Subscription): Customer {
  const customer = world.store.tables.customer.get(subscription.customer)
  if (!customer) throw new Error(`${subscription.id} has no customer`)
  return customer
}

function isUsedOnce(world: World, discount: string): boolean {
  const { discount: discounts, coupon } = world.store.tables
  return coupon.get(discounts.get(discount)?.source.coupon ?? '')?.duration === 'once'
}
