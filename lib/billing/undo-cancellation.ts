import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { findHoldingDisputes } from './find-holding-disputes'
import { findOwnLiveSubscription, type OwnService } from './find-own-subscription'
import { syncSubscription } from './sync-subscription'

/**
 * Lets a cancelled service go on.
 * @throws AppError `not_found`, `subscription_ended`, `renewal_stopped` while a payment of its customer is disputed,
 *   `cancellation_refused`, `stripe_unreachable`, `stripe_refused`
 */
export async function undoCancellation(own: OwnService): Promise<void> {
  const { id, customerId, stripeSubscriptionId, cancelAt } = await findOwnLiveSubscription(own)
  if ((await findHoldingDisputes(db(), customerId)).length > 0) {
    const message = 'A payment of yours is disputed, so this service cannot renew. Write to us and we will sort it out.'
    throw new AppError('renewal_stopped', message)
  }
  if (!cancelAt) {
    const message = 'This service is not cancelled, so it goes on as it is.'
    throw new AppError('cancellation_refused', message, { reason: 'not_cancelled' })
  }
  const actor = `user:${own.userId}`
  await recordAudit(db(), { actor, action: 'subscription.undo_requested', subject: `subscriptions:${id}` })
  await setCancellation(stripeSubscriptionId, false)
  await syncSubscription(stripeSubscriptionId, actor)
}
