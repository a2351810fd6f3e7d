import type { Tx } from '@/db/client'
import type { subscriptions } from '@/db/schema/billing'
import { findHoldingDisputes } from './find-holding-disputes'
import { isLive } from './find-live-subscription'
import { stopRenewal } from './stop-renewal'

/**
 * Notes that a subscription must not renew, where one would although a payment of its customer is disputed: somebody
 * took its end back at Stripe.
 * @param cause the event's id, for the audit log
 * @returns whether Stripe has to be told
 */
export async function holdRenewal(
  tx: Tx,
  subscription: typeof subscriptions.$inferSelect,
  cause: string,
): Promise<boolean> {
  if (subscription.cancelAt || !isLive(subscription)) return false
  const disputeIds = await findHoldingDisputes(tx, subscription.customerId)
  if (disputeIds.length === 0) return false
  for (const disputeId of disputeIds) await stopRenewal(tx, { disputeId, subscriptionId: subscription.id }, cause)
  return true
}
