import { and, eq, isNull, ne } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { type disputes, renewalStops } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { settledDisputeStatuses } from './dispute-holds'
import { syncSubscription } from './sync-subscription'

/**
 * Brings Stripe to what the stops of a dispute ask for: the subscriptions end with what is paid, or renew again once
 * the dispute is settled for us. May die anywhere and be called again.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function applyRenewalStops(dispute: typeof disputes.$inferSelect, cause: string): Promise<void> {
  const stops = await db()
    .select({ subscriptionId: subscriptions.id, stripeSubscriptionId: subscriptions.stripeSubscriptionId })
    .from(renewalStops)
    .innerJoin(subscriptions, eq(subscriptions.id, renewalStops.subscriptionId))
    .where(and(eq(renewalStops.disputeId, dispute.id), isNull(renewalStops.liftedAt)))
  const isSettled = settledDisputeStatuses.includes(dispute.status)
  for (const { subscriptionId, stripeSubscriptionId } of stops) {
    if (!isSettled || !(await isStoppedByAnother(dispute.id, subscriptionId))) {
      await setCancellation(stripeSubscriptionId, !isSettled)
    }
    await syncSubscription(stripeSubscriptionId, cause)
    if (isSettled) await lift(dispute.id, subscriptionId, cause)
  }
}

async function isStoppedByAnother(disputeId: string, subscriptionId: string): Promise<boolean> {
  const others = await db().$count(
    renewalStops,
    and(
      eq(renewalStops.subscriptionId, subscriptionId),
      ne(renewalStops.disputeId, disputeId),
      isNull(renewalStops.liftedAt),
    ),
  )
  return others > 0
}

async function lift(disputeId: string, subscriptionId: string, cause: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [lifted] = await tx
      .update(renewalStops)
      .set({ liftedAt: now() })
      .where(
        and(
          eq(renewalStops.disputeId, disputeId),
          eq(renewalStops.subscriptionId, subscriptionId),
          isNull(renewalStops.liftedAt),
        ),
      )
      .returning()
    if (!lifted) return
    const subject = `subscriptions:${subscriptionId}`
    await recordAudit(tx, { actor: 'stripe', action: 'renewal.resumed', subject, details: { disputeId, cause } })
  })
}
