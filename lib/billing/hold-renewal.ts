import type { Tx } from '@/db/client'
import type { subscriptions } from '@/db/schema/billing'
import { renewalStops } from '@/db/schema/disputes'
import { findHoldingDisputes } from './find-holding-disputes'
import { isLive } from './find-live-subscription'

/**
 * Notes that a subscription must not renew, where one would although a payment of its customer is disputed: somebody
 * took its end back at Stripe.
 * @returns whether Stripe has to be told
 */
export async function holdRenewal(tx: Tx, subscription: typeof subscriptions.$inferSelect): Promise<boolean> {
  if (subscription.cancelAt || !isLive(subscription)) return false
  const disputeIds = await findHoldingDisputes(tx, subscription.customerId)
  if (disputeIds.length === 0) return false
  const rows = disputeIds.map((disputeId) => ({ disputeId, subscriptionId: subscription.id }))
  await tx.insert(renewalStops).values(rows).onConflictDoNothing()
  return true
}
