import { and, eq, isNull } from 'drizzle-orm'
import { renewalStops } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { findLiveSubscription } from './find-live-subscription'
import { syncSubscription } from './sync-subscription'

type Wish = {
  subscriptionId: string
  /** `user:<id>`; whoever calls has made sure that it is theirs to decide. */
  actor: string
}

/**
 * Lets a service end with what is paid; until then it can be undone.
 * @throws AppError `not_found`, `subscription_ended`, `stripe_unreachable`, `stripe_refused`
 */
export async function cancelAtPeriodEnd({ subscriptionId, actor }: Wish): Promise<void> {
  const { stripeSubscriptionId } = await findLiveSubscription(subscriptionId)
  await turn(subscriptionId, stripeSubscriptionId, actor, true)
}

/**
 * Lets a cancelled service go on.
 * @throws AppError `not_found`, `subscription_ended`, `renewal_stopped`, `stripe_unreachable`, `stripe_refused`
 */
export async function undoCancellation({ subscriptionId, actor }: Wish): Promise<void> {
  const { stripeSubscriptionId } = await findLiveSubscription(subscriptionId)
  await refuseStopped(subscriptionId)
  await turn(subscriptionId, stripeSubscriptionId, actor, false)
}

/** @throws AppError `renewal_stopped` while a dispute keeps the subscription from renewing */
async function refuseStopped(subscriptionId: string): Promise<void> {
  const stops = await db().$count(
    renewalStops,
    and(eq(renewalStops.subscriptionId, subscriptionId), isNull(renewalStops.liftedAt)),
  )
  if (stops === 0) return
  const message = 'A payment of yours is disputed, so this service cannot renew. Write to us and we will sort it out.'
  throw new AppError('renewal_stopped', message)
}

async function turn(subscriptionId: string, stripeSubscriptionId: string, actor: string, atPeriodEnd: boolean) {
  const action = atPeriodEnd ? 'subscription.cancellation_requested' : 'subscription.cancellation_undone'
  await recordAudit(db(), { actor, action, subject: `subscriptions:${subscriptionId}` })
  await setCancellation(stripeSubscriptionId, atPeriodEnd)
  await syncSubscription(stripeSubscriptionId, actor)
}
