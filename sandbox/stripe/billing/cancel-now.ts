import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { draftSubscriptionInvoice, finalizeAndCollect, pendingItems } from './bill-subscription'
import { endSubscription } from './end-subscription'
import { prorate } from './prorate'

/** Ends a subscription at once; what it did not use can be given back, and what is noted down be invoiced. */
export function cancelNow(
  world: World,
  before: Subscription,
  { prorates, invoicesNow }: { prorates: boolean; invoicesNow: boolean },
): Subscription {
  if (prorates && before.status !== 'trialing') {
    const changes = before.items.data.map((item) => ({ before: item, after: null }))
    prorate(world, before, changes, { at: world.now, charges: false })
  }
  if (invoicesNow && pendingItems(world, before.customer, before.id).length > 0) {
    const period = { start: world.now, end: world.now }
    const draft = draftSubscriptionInvoice(world, before, { reason: 'subscription_update', period, withPeriods: false })
    finalizeAndCollect(world, draft)
  }
  const current = world.store.tables.subscription.get(before.id) ?? before
  return endSubscription(world, { ...current, cancellation_details: before.cancellation_details })
}
