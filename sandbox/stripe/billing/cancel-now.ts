import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { draftSubscriptionInvoice, finalizeAndCollect, pendingItems } from './bill-subscription'
import { endSubscription } from './end-subscription'
import { prorate } from './prorate'

/**
 * Ends a subscription at once; what it did not use can be given back, and what is noted down be invoiced. With neither,
 * prorations that wait are dropped, as at Stripe.
 */
export function cancelNow(
  world: World,
  before: Subscription,
  { prorates, invoicesNow }: { prorates: boolean; invoicesNow: boolean },
): Subscription {
  if (prorates && before.status !== 'trialing') {
    const changes = before.items.data.map((item) => ({ before: item, after: null }))
    prorate(world, before, changes, { at: world.now, charges: false })
  }
  if (invoicesNow && pendingItems(world, before.customer, before).length > 0) {
    const period = { start: world.now, end: world.now }
    const draft = draftSubscriptionInvoice(world, before, { reason: 'subscription_update', period, withPeriods: false })
    finalizeAndCollect(world, draft)
  }
  if (!prorates && !invoicesNow) dropProrations(world, before)
  const current = world.store.tables.subscription.get(before.id) ?? before
  return endSubscription(world, { ...current, cancellation_details: before.cancellation_details })
}

function dropProrations(world: World, subscription: Subscription) {
  for (const item of pendingItems(world, subscription.customer, subscription)) {
    const owner = item.parent?.subscription_details?.subscription
    if (!item.proration || owner !== subscription.id) continue
    world.store.tables.invoice_item.remove(item.id)
    world.emit('invoiceitem.deleted', item)
  }
}
