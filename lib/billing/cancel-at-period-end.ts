import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { findOwnLiveSubscription, type OwnService } from './find-own-subscription'
import { syncSubscription } from './sync-subscription'

type Wish = OwnService & {
  /** The end that was shown; another one is refused. */
  endsAt: Date
}

/**
 * Lets a service end with what is paid; until then it can be undone. A change of plan that waits is given up.
 * @throws AppError `not_found`, `subscription_ended`, `cancellation_refused`, `stripe_unreachable`, `stripe_refused`
 */
export async function cancelAtPeriodEnd(wish: Wish): Promise<void> {
  const { id, stripeSubscriptionId, cancelAt, currentPeriodEnd } = await findOwnLiveSubscription(wish)
  if (cancelAt) {
    const message = 'This service ends already, so there is nothing left to cancel.'
    throw new AppError('cancellation_refused', message, { reason: 'already_ending' })
  }
  if (currentPeriodEnd?.getTime() !== wish.endsAt.getTime()) {
    const message = 'The day on which this service would end has changed since you looked. Check it and confirm again.'
    throw new AppError('cancellation_refused', message, { reason: 'end_moved' })
  }
  const actor = `user:${wish.userId}`
  await recordAudit(db(), { actor, action: 'subscription.cancellation_requested', subject: `subscriptions:${id}` })
  await setCancellation(stripeSubscriptionId, true)
  await syncSubscription(stripeSubscriptionId, actor)
}
