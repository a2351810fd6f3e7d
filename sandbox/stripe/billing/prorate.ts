import type { Price, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { nameOf } from './line-draft'
import { makeInvoiceItem } from './make-invoice-item'
import { lastingDiscounts, shareDiscounts } from './share-discount'

export type ItemChange = { before: SubscriptionItem | null; after: SubscriptionItem | null }

/**
 * Notes down what a change of items in the middle of a period gives back and asks for, to the second and rounded to
 * whole minor units. Discounts are included, as in Stripe's flexible billing: what is given back is what was paid.
 * @param at the moment of the change, in seconds
 * @param charges false when the new items are billed for a whole period of their own instead
 */
export function prorate(
  world: World,
  subscription: Subscription,
  changes: ItemChange[],
  { at, charges }: { at: number; charges: boolean },
): void {
  for (const { before, after } of changes) {
    const period = before ?? after
    if (!period) continue
    const { current_period_start: start, current_period_end: end } = period
    const share = end > start ? Math.min(1, Math.max(0, (end - at) / (end - start))) : 0
    if (before) note(world, subscription, before, -Math.round(paidFor(world, subscription, before) * share), at, end)
    if (after && charges)
      note(world, subscription, after, Math.round(costOf(world, subscription, after) * share), at, end)
  }
}

function note(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  amount: number,
  start: number,
  end: number,
) {
  if (amount === 0) return
  const quantity = item.quantity ?? 1
  const name = nameOf(world, item.price)
  const what = `${amount < 0 ? 'Unused' : 'Remaining'} time on ${quantity > 1 ? `${quantity} × ` : ''}${name}`
  makeInvoiceItem(world, {
    amount: amount === 0 ? 0 : amount,
    currency: subscription.currency,
    customer: subscription.customer,
    description: `${what} ${amount < 0 ? 'after' : 'from'} ${dateOf(start)}`,
    discountable: false,
    period: { start, end },
    price: item.price,
    proration: true,
    quantity,
    subscription: subscription.id,
    subscriptionItem: item.id,
  })
}

function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString('en-GB', {
    day: '2-digit',
    month: 'short',
    timeZone: 'UTC',
    year: 'numeric',
  })
}

/** What the present period of an item was billed at; what it costs, when no invoice has it whole. */
function paidFor(world: World, subscription: Subscription, item: SubscriptionItem): number {
  for (const invoice of world.store.tables.invoice.newestFirst()) {
    if (invoice.parent?.subscription_details?.subscription !== subscription.id) continue
    for (const line of invoice.lines.data) {
      const isOfItem = line.parent?.subscription_item_details?.subscription_item === item.id
      const isOfPrice = line.pricing?.price_details?.price === item.price.id && line.quantity === (item.quantity ?? 1)
      if (!isOfItem || !isOfPrice || line.period.end !== item.current_period_end) continue
      return line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
    }
    if (invoice.created < item.current_period_start) break
  }
  return costOf(world, subscription, item)
}

function costOf(world: World, subscription: Subscription, item: SubscriptionItem): number {
  const amount = amountOf(item.price, item.quantity ?? 1)
  const discounts = lastingDiscounts(world, subscription.discounts)
  const [shares = []] = shareDiscounts(world, discounts, [{ amount, discountable: true }])
  return amount - shares.reduce((sum, share) => sum + share.amount, 0)
}

function amountOf(price: Price, quantity: number): number {
  return (price.unit_amount ?? 0) * quantity
}
