import { eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { serviceEndings } from '@/db/schema/service-state'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { cancelSubscription } from '@/lib/stripe/cancel-subscription'
import { findLiveSubscription } from './find-live-subscription'
import { syncSubscription } from './sync-subscription'

type Wish = { staffId: string; subscriptionId: string; reason: string }

/**
 * Ends a service at once and for good, with what is paid unused; refunding is an act of its own. The site goes offline
 * and its data is kept as after any end. May be asked for again, which changes nothing more.
 * @throws AppError `forbidden`, `not_found`, `subscription_ended`, `stripe_unreachable`, `stripe_refused`
 */
export async function endServiceNow({ staffId, subscriptionId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  const known = await findEnding(subscriptionId)
  const stripeSubscriptionId = known ?? (await findLiveSubscription(subscriptionId)).stripeSubscriptionId
  if (!known) await ask(subscriptionId, actor, reason)
  await cancelSubscription(stripeSubscriptionId)
  await syncSubscription(stripeSubscriptionId, actor)
}

/** The id at Stripe of a subscription whose end was asked for before. */
async function findEnding(subscriptionId: string): Promise<string | undefined> {
  const [ending] = await db()
    .select({ stripeSubscriptionId: subscriptions.stripeSubscriptionId })
    .from(serviceEndings)
    .innerJoin(subscriptions, eq(subscriptions.id, serviceEndings.subscriptionId))
    .where(eq(serviceEndings.subscriptionId, subscriptionId))
  return ending?.stripeSubscriptionId
}

async function ask(subscriptionId: string, actor: string, reason: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [asked] = await tx
      .insert(serviceEndings)
      .values({ subscriptionId, actor, reason })
      .onConflictDoNothing()
      .returning()
    const subject = `subscriptions:${subscriptionId}`
    if (asked) await recordAudit(tx, { actor, action: 'service.end_requested', subject, details: { reason } })
  })
}
