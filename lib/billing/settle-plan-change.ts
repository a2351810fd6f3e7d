import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planChanges, type subscriptions } from '@/db/schema/billing'
import { now } from '@/lib/clock'

/**
 * Closes the wish for another plan once Stripe bills it, or once the schedule that it waited in was taken away.
 * @param stripeScheduleId of the subscription, as Stripe says now
 */
export async function settlePlanChange(
  tx: Tx,
  subscription: typeof subscriptions.$inferSelect,
  stripeScheduleId: string | null,
): Promise<void> {
  const [change] = await tx
    .select()
    .from(planChanges)
    .where(
      and(
        eq(planChanges.subscriptionId, subscription.id),
        isNull(planChanges.appliedAt),
        isNull(planChanges.withdrawnAt),
      ),
    )
  if (!change) return
  const isApplied = change.toProductId === subscription.productId && change.toCycle === subscription.billingCycle
  const isGone = change.stripeScheduleId !== null && change.stripeScheduleId !== stripeScheduleId
  if (isApplied) await tx.update(planChanges).set({ appliedAt: now() }).where(eq(planChanges.id, change.id))
  else if (isGone) await tx.update(planChanges).set({ withdrawnAt: now() }).where(eq(planChanges.id, change.id))
}
