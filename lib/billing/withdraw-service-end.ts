import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { findHoldingDisputes } from './find-holding-disputes'
import { findLiveSubscription } from './find-live-subscription'
import { syncSubscription } from './sync-subscription'

type Wish = {
  staffId: string
  /** The form's own id, a UUID: sent twice, it is one act. */
  actId: string
  subscriptionId: string
  reason: string
}

/**
 * Lets a customer's service go on that was to end with what is paid, whoever had asked for it. The customer gets a mail.
 * One that renews already is left as it is.
 * @throws AppError `forbidden`, `not_found`, `subscription_ended`, `renewal_stopped` while a payment of its customer is
 *   disputed, `stripe_unreachable`, `stripe_refused`
 */
export async function withdrawServiceEnd({ staffId, actId, subscriptionId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  const { customerId, stripeSubscriptionId } = await findLiveSubscription(subscriptionId)
  if ((await findHoldingDisputes(db(), customerId)).length > 0) {
    const message = 'A disputed payment keeps this service from renewing. Let the customer buy again first, then retry.'
    throw new AppError('renewal_stopped', message)
  }
  const action = 'subscription.undo_requested'
  await recordAudit(db(), { id: actId, actor, action, subject: `subscriptions:${subscriptionId}`, details: { reason } })
  await setCancellation(stripeSubscriptionId, false)
  await syncSubscription(stripeSubscriptionId, actor)
}
