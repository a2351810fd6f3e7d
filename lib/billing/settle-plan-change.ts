import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planChanges, type subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { queueMail } from '@/lib/mail/queue-mail'
import type { StripeSubscription } from '@/lib/stripe/retrieve-subscription'
import { loadService, namesOf, readerOf } from './load-service'

export type PlanChange = typeof planChanges.$inferSelect

/**
 * Closes the wish for another plan once Stripe bills it, or once the schedule that it waited in was taken away; and
 * has it wait, with a mail to its customer, once Stripe has that schedule.
 * @param truth the schedule of the subscription and the wish that it is for, as Stripe says now
 * @param cause the event's id, for the audit log
 * @returns the wish that has just come true
 */
export async function settlePlanChange(
  tx: Tx,
  subscription: typeof subscriptions.$inferSelect,
  { stripeScheduleId, scheduledChangeId }: Pick<StripeSubscription, 'stripeScheduleId' | 'scheduledChangeId'>,
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
    const details = { change: change.id, cause }
    const subject = `subscriptions:${subscription.id}`
    await recordAudit(tx, { actor: 'stripe', action: 'plan_change.applied', subject, details })
    return change
  }
  if (stripeScheduleId && scheduledChangeId === change.id && change.stripeScheduleId === null) {
    await keepWaiting(tx, change, stripeScheduleId, cause)
  }
  const isGone = change.stripeScheduleId !== null && change.stripeScheduleId !== stripeScheduleId
  if (isGone) await closeWithdrawn(tx, change, { actor: 'stripe', cause })
  return null
}

async function keepWaiting(tx: Tx, change: PlanChange, stripeScheduleId: string, cause: string): Promise<void> {
  const { id, subscriptionId, toProductId, toCycle, amount, currency, effectiveAt } = change
  const service = await loadService(tx, subscriptionId)
  await tx.update(planChanges).set({ stripeScheduleId }).where(eq(planChanges.id, id))
  await recordAudit(tx, {
    actor: 'stripe',
    action: 'plan_change.scheduled',
    subject: `subscriptions:${subscriptionId}`,
    details: { change: id, effectiveAt, cause },
  })
  const [to] = await tx.select({ name: products.name }).from(products).where(eq(products.id, toProductId))
  if (!to || amount === null || !currency) throw new Error(`The change ${id} does not say what it is to`)
  await queueMail(tx, {
    dedupeKey: `plan-change:${id}:scheduled`,
    template: 'plan-change-scheduled',
    ...readerOf(service),
    props: {
      ...namesOf(service),
      serviceId: subscriptionId,
      toPlanName: to.name,
      toCycle,
      price: { amountMinor: amount, currency },
      effectiveAt: effectiveAt.toISOString(),
    },
  })
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
