import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planChanges, type subscriptions } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'

export type PlanChange = typeof planChanges.$inferSelect

/**
 * Closes the wish for another plan once Stripe bills it, or once the schedule that it waited in was taken away.
 * @param stripeScheduleId of the subscription, as Stripe says now
 * @param cause the event's id, for the audit log
 * @returns the wish that has just come true
 */
export async function settlePlanChange(
  tx: Tx,
  subscription: typeof subscriptions.$inferSelect,
  stripeScheduleId: string | null,
  cause: string,
): Promise<PlanChange | null> {
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
  if (!change) return null
  if (change.toProductId === subscription.productId && change.toCycle === subscription.billingCycle) {
    await tx.update(planChanges).set({ appliedAt: now() }).where(eq(planChanges.id, change.id))
    return change
  }
  const isGone = change.stripeScheduleId !== null && change.stripeScheduleId !== stripeScheduleId
  if (isGone) await closeWithdrawn(tx, change, { actor: 'stripe', cause })
  return null
}

/** @returns whether it was still open */
export async function closeWithdrawn(
  tx: Tx,
  { id, subscriptionId }: Pick<PlanChange, 'id' | 'subscriptionId'>,
  { actor, cause }: { actor: string; cause: string },
): Promise<boolean> {
  const [closed] = await tx
    .update(planChanges)
    .set({ withdrawnAt: now() })
    .where(and(eq(planChanges.id, id), isNull(planChanges.appliedAt), isNull(planChanges.withdrawnAt)))
    .returning({ id: planChanges.id })
  if (!closed) return false
  const subject = `subscriptions:${subscriptionId}`
  await recordAudit(tx, { actor, action: 'plan_change.withdrawn', subject, details: { change: id, cause } })
  return true
}
