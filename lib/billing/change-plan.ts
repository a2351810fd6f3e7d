import { and, eq, isNull } from 'drizzle-orm'
import { planChanges } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { releaseSchedule } from '@/lib/stripe/release-schedule'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { scheduleDowngrade } from '@/lib/stripe/schedule-downgrade'
import { upgradeSubscription } from '@/lib/stripe/upgrade-subscription'
import { type PlanChangeTerms, type PlanChangeWish, planChangeTerms } from './plan-change-terms'
import { syncSubscription } from './sync-subscription'

/** How long a price that was shown is good for. */
const previewMinutes = 30

type Change = typeof planChanges.$inferSelect

/**
 * Bills a service for another plan or cycle on the subscription that it has: an upgrade now, with an invoice, a
 * downgrade at the end of what is paid. A change that still waits is replaced. The service gets its new limits when
 * Stripe bills it so.
 * @param wish.actor `user:<id>`; whoever calls has made sure that it is theirs to decide
 * @param wish.effectiveAt of the preview that was shown, for an upgrade; now when it is left out
 * @throws AppError `not_found`, `subscription_ended`, `unknown_plan`, `plan_not_sold`, `plan_change_refused`,
 *   `payment_declined`, `stripe_unreachable`, `stripe_refused`
 */
export async function changePlan(wish: PlanChangeWish & { actor: string; effectiveAt?: Date }): Promise<void> {
  const terms = await planChangeTerms(wish)
  const { stripeSubscriptionId } = terms.subscription
  const { itemId, stripeScheduleId } = await retrieveSubscription(stripeSubscriptionId)
  if (!itemId) throw new AppError('plan_change_refused', 'This service cannot be changed. Write to us.')
  const at = terms.isUpgrade ? momentOfUpgrade(wish.effectiveAt) : terms.periodEnd
  const change = await openChange(terms, wish.actor, at)
  try {
    if (stripeScheduleId) await releaseSchedule(stripeScheduleId)
    if (terms.isUpgrade) await upgradeSubscription(stripeSubscriptionId, itemId, terms.to, { at, key: change.id })
    else await keepSchedule(change, await scheduleDowngrade(stripeSubscriptionId, terms.to, change.id))
  } catch (error) {
    // Unreachable means unknown: the sync closes the change if Stripe has made it all the same.
    if (!(error instanceof AppError && error.code === 'stripe_unreachable')) await withdraw(change)
    throw error
  }
  await syncSubscription(stripeSubscriptionId, wish.actor)
}

/** The later the moment, the less is charged: it is not for the customer to choose. */
function momentOfUpgrade(previewed: Date | undefined): Date {
  const at = now()
  if (!previewed) return at
  const ageMs = at.getTime() - previewed.getTime()
  if (ageMs >= 0 && ageMs <= previewMinutes * 60_000) return previewed
  throw new AppError('plan_change_refused', 'That price is out of date. Look at the new one and confirm again.')
}

/** Takes the place of one that waits: of two at once, the second finds the place taken. */
async function openChange(terms: PlanChangeTerms, actor: string, effectiveAt: Date): Promise<Change> {
  const { subscription, toPlan, to } = terms
  return db().transaction(async (tx) => {
    await tx
      .update(planChanges)
      .set({ withdrawnAt: now() })
      .where(
        and(
          eq(planChanges.subscriptionId, subscription.id),
          isNull(planChanges.appliedAt),
          isNull(planChanges.withdrawnAt),
        ),
      )
    const [change] = await tx
      .insert(planChanges)
      .values({
        subscriptionId: subscription.id,
        fromProductId: subscription.productId,
        fromCycle: subscription.billingCycle,
        toProductId: toPlan.id,
        toCycle: to.cycle,
        actor,
        effectiveAt,
      })
      .onConflictDoNothing()
      .returning()
    if (!change)
      throw new AppError('plan_change_refused', 'Your plan is being changed right now. Try again in a minute.')
    await recordAudit(tx, {
      actor,
      action: 'plan_change.requested',
      subject: `subscriptions:${subscription.id}`,
      details: { change: change.id, plan: to.plan.code, cycle: to.cycle, effectiveAt },
    })
    return change
  })
}

async function keepSchedule(change: Change, stripeScheduleId: string): Promise<void> {
  await db().update(planChanges).set({ stripeScheduleId }).where(eq(planChanges.id, change.id))
}

async function withdraw(change: Change): Promise<void> {
  await db()
    .update(planChanges)
    .set({ withdrawnAt: now() })
    .where(and(eq(planChanges.id, change.id), isNull(planChanges.appliedAt)))
}
