import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { planChanges } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { releaseSchedule } from '@/lib/stripe/release-schedule'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { scheduleDowngrade } from '@/lib/stripe/schedule-downgrade'
import { upgradeSubscription } from '@/lib/stripe/upgrade-subscription'
import { loadService } from './load-service'
import { type PlanChangeTerms, type PlanChangeWish, planChangeTerms, planFixed } from './plan-change-terms'
import { offerOf, type PlanChangeOffer } from './preview-plan-change'
import { closeWithdrawn, type PlanChange } from './settle-plan-change'
import { syncSubscription } from './sync-subscription'

/** How long a price that was shown is good for. */
const offerMinutes = 30

/**
 * Bills a service for another plan or cycle on the subscription that it has: an upgrade now, with an invoice, a
 * downgrade at the end of what is paid. A change that still waits is replaced. The service gets its new limits when
 * Stripe bills it so.
 * @param wish.shown the offer that was agreed to: nothing but exactly that is charged
 * @throws AppError `not_found`, `subscription_ended`, `unknown_plan`, `plan_not_sold`, `plan_change_refused`,
 *   `payment_declined`, `stripe_unreachable`, `stripe_refused`
 */
export async function changePlan(wish: PlanChangeWish & { shown: PlanChangeOffer }): Promise<void> {
  const terms = await planChangeTerms(wish)
  await refuseStale(terms, wish.shown)
  const { stripeSubscriptionId } = terms.subscription
  const { itemId, stripeScheduleId } = await retrieveSubscription(stripeSubscriptionId)
  if (!itemId) throw planFixed()
  const actor = `user:${wish.userId}`
  const at = wish.shown.effectiveAt
  const waitingIn = terms.waiting?.stripeScheduleId ?? null
  // Before its row is closed: when this fails, what is shown as waiting is what Stripe has.
  await releaseSchedule(waitingIn)
  const change = await openChange(terms, actor, at)
  try {
    if (stripeScheduleId !== waitingIn) await releaseSchedule(stripeScheduleId)
    if (terms.kind === 'upgrade') {
      await upgradeSubscription(stripeSubscriptionId, itemId, terms.to, { at, key: change.id })
    } else {
      await scheduleDowngrade(stripeSubscriptionId, terms.to, change.id)
    }
  } catch (error) {
    // Unreachable means unknown: if Stripe has made the change all the same, its event brings the sync, which sees that.
    if (!(error instanceof AppError && error.code === 'stripe_unreachable')) {
      await db().transaction((tx) => closeWithdrawn(tx, change, { actor, cause: 'failed' }))
    }
    throw error
  }
  await syncSubscription(stripeSubscriptionId, actor)
}

/** The moment of an upgrade comes from the form: the later it is, the less is charged, so it cannot be chosen freely. */
async function refuseStale(terms: PlanChangeTerms, shown: PlanChangeOffer): Promise<void> {
  const ageMs = now().getTime() - shown.effectiveAt.getTime()
  const isFresh = terms.kind === 'downgrade' || (ageMs >= 0 && ageMs <= offerMinutes * 60_000)
  if (!isFresh || !isSameOffer(await offerOf(terms, shown.effectiveAt), shown)) throw outOfDate()
}

function outOfDate(): AppError {
  const message = 'That price is out of date. Look at the new one and confirm again.'
  return new AppError('plan_change_refused', message, { reason: 'offer_stale' })
}

/** The day of the next invoice may differ by the seconds in between. */
function isSameOffer(a: PlanChangeOffer, b: PlanChangeOffer): boolean {
  const figures = ({ kind, effectiveAt, charged, credited, nextInvoice }: PlanChangeOffer) =>
    [kind, effectiveAt.getTime(), ...[charged, credited, nextInvoice.amount].flatMap(Object.values)].join()
  return figures(a) === figures(b)
}

/** Takes the place of one that waits: of two at once, the second finds the place taken. */
async function openChange(terms: PlanChangeTerms, actor: string, effectiveAt: Date): Promise<PlanChange> {
  const { subscription, toPlan, to } = terms
  return db().transaction(async (tx) => {
    const { productId, billingCycle } = (await loadService(tx, subscription.id)).subscription
    if (productId !== subscription.productId || billingCycle !== subscription.billingCycle) throw outOfDate()
    for (const old of await replaceableChanges(tx, terms)) {
      await closeWithdrawn(tx, old, { actor, cause: 'replaced' })
    }
    const [change] = await tx
      .insert(planChanges)
      .values({
        subscriptionId: subscription.id,
        fromProductId: subscription.productId,
        fromCycle: subscription.billingCycle,
        toProductId: toPlan.id,
        toCycle: to.cycle,
        amount: to.price.amountMinor,
        currency: to.price.currency,
        actor,
        effectiveAt,
      })
      .onConflictDoNothing()
      .returning()
    if (!change) {
      const message = 'Your plan is being changed right now. Look again in two minutes.'
      throw new AppError('plan_change_refused', message, { reason: 'plan_changing' })
    }
    await recordAudit(tx, {
      actor,
      action: 'plan_change.requested',
      subject: `subscriptions:${subscription.id}`,
      details: { change: change.id, plan: to.plan.code, cycle: to.cycle, effectiveAt },
    })
    return change
  })
}

/** The one that waited when the offer was made, and those of which nobody heard again; not one that is under way. */
async function replaceableChanges(tx: Tx, { subscription, waiting }: PlanChangeTerms): Promise<PlanChange[]> {
  // By the database's own clock, as `created_at` is.
  const isForgotten = and(
    isNull(planChanges.stripeScheduleId),
    sql`${planChanges.createdAt} < now() - interval '2 minutes'`,
  )
  return tx
    .select()
    .from(planChanges)
    .where(
      and(
        eq(planChanges.subscriptionId, subscription.id),
        isNull(planChanges.appliedAt),
        isNull(planChanges.withdrawnAt),
        waiting ? or(eq(planChanges.id, waiting.id), isForgotten) : isForgotten,
      ),
    )
}
