import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { setCancellation } from '@/lib/stripe/set-cancellation'
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
 * Has a customer's service end with what is paid; until then it can be undone. The customer gets a mail. One that ends
 * already is left as it is.
 * @throws AppError `forbidden`, `not_found`, `subscription_ended`, `stripe_unreachable`, `stripe_refused`
 */
export async function scheduleServiceEnd({ staffId, actId, subscriptionId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  const { stripeSubscriptionId } = await findLiveSubscription(subscriptionId)
  const action = 'subscription.cancellation_requested'
  await recordAudit(db(), { id: actId, actor, action, subject: `subscriptions:${subscriptionId}`, details: { reason } })
  await setCancellation(stripeSubscriptionId, true)
  await syncSubscription(stripeSubscriptionId, actor)
}
