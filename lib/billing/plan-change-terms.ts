import { and, eq } from 'drizzle-orm'
import type { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { websites } from '@/db/schema/provisioning'
import { type BillingCycle, monthsOf } from '@/lib/catalog/billing-cycle'
import { findPlan } from '@/lib/catalog/find-plan'
import { type Plan, selectPlans } from '@/lib/catalog/list-plans'
import { db } from '@/lib/database'
import { AppError, type RefusalReason } from '@/lib/errors'
import type { Money } from '@/lib/money'
import type { PlanPrice } from '@/lib/stripe/plan-price'
import { findHoldingDisputes } from './find-holding-disputes'
import { findOwnLiveSubscription, type OwnService } from './find-own-subscription'
import { findWaitingChange, type WaitingChange } from './find-waiting-change'

/** A service whose plan and cycle may be changed now. */
export type ChangeableService = {
  subscription: typeof subscriptions.$inferSelect
  fromPlan: Plan
  /** A subscription keeps the one that it was begun in. */
  currency: string
  /** The end of what is paid. */
  periodEnd: Date
  waiting: WaitingChange | null
}

export type PlanChangeWish = OwnService & { planCode: string; cycle: BillingCycle }

/** An upgrade takes effect now, a downgrade at the end of what is paid. */
export type PlanChangeKind = 'upgrade' | 'downgrade'

/** A change that may be made. */
export type PlanChangeTerms = ChangeableService & { toPlan: Plan; to: PlanPrice; kind: PlanChangeKind }

/**
 * Checks a wish for another plan or cycle against what the subscription is now.
 * @throws AppError `not_found`, `subscription_ended`, `unknown_plan`, `plan_not_sold`, `plan_change_refused`
 */
export async function planChangeTerms(wish: PlanChangeWish): Promise<PlanChangeTerms> {
  const { planCode, cycle } = wish
  const service = await findChangeableService(wish)
  const { subscription, fromPlan, waiting } = service
  const toPlan = await findPlan(planCode, service.currency)
  const price = toPlan.prices[cycle]
  if (!price) {
    const message = `${toPlan.name} is not sold for that billing cycle.`
    throw new AppError('plan_not_sold', message, { about: toPlan.name })
  }
  if (fromPlan.id === toPlan.id && subscription.billingCycle === cycle)
    throw refused('plan_same', 'Your service has that plan and billing cycle already.')
  if (waiting?.planCode === toPlan.code && waiting.cycle === cycle)
    throw refused('plan_planned', 'That change is planned already.')
  if (fromPlan.type !== toPlan.type) {
    const message = `This service cannot become ${toPlan.name}. Order it as a new service.`
    throw refused('plan_of_other_kind', message, toPlan.name)
  }
  const kind = kindOfChange(fromPlan, subscription.billingCycle, toPlan, cycle)
  return { ...service, toPlan, to: { plan: toPlan, cycle, price }, kind }
}

/**
 * A service of the user's own, if any change of its plan is possible now.
 * @throws AppError `not_found`, `subscription_ended`, `plan_change_refused` with the reason
 */
export async function findChangeableService(own: OwnService): Promise<ChangeableService> {
  const subscription = await findOwnLiveSubscription(own)
  const refusal = await refusalOf(subscription)
  if (refusal) throw refusal
  const { currency, currentPeriodEnd: periodEnd } = subscription
  const [fromPlan] = currency ? await selectPlans(eq(products.id, subscription.productId), currency) : []
  if (!fromPlan || !currency || !periodEnd) throw planFixed()
  return { subscription, fromPlan, currency, periodEnd, waiting: await findWaitingChange(subscription.id) }
}

async function refusalOf(subscription: ChangeableService['subscription']): Promise<AppError | null> {
  const { id, customerId, status, cancelAt } = subscription
  if ((await findHoldingDisputes(db(), customerId)).length > 0) {
    const message = 'A payment of yours is disputed, so your plan stays as it is. Write to us and we will sort it out.'
    return refused('plan_disputed', message)
  }
  if (status === 'past_due' || status === 'unpaid' || status === 'incomplete') {
    return refused('plan_unpaid', 'A payment is open. Pay it first, then change your plan.')
  }
  const suspended = and(eq(websites.subscriptionId, id), eq(websites.status, 'suspended'))
  if (status !== 'active' || (await db().$count(websites, suspended)) > 0) {
    return refused('plan_suspended', 'This service is suspended. Its plan can be changed once it is online again.')
  }
  if (cancelAt) return refused('plan_cancelled', 'This service is cancelled. Undo that first, then change your plan.')
  return null
}

function refused(reason: RefusalReason, message: string, about?: string): AppError {
  return new AppError('plan_change_refused', message, { reason, about })
}

/** The refusal of a change that nothing but a person can make. */
export function planFixed(): AppError {
  return refused('plan_fixed', 'This service cannot be changed. Write to us.')
}

/** Up to the bigger plan; of one plan, to the longer term. */
export function kindOfChange(
  fromPlan: Plan,
  fromCycle: BillingCycle,
  toPlan: Plan,
  toCycle: BillingCycle,
): PlanChangeKind {
  const isUpgrade =
    fromPlan.id === toPlan.id
      ? monthsOf(toCycle) > monthsOf(fromCycle)
      : monthly(toPlan).amountMinor > monthly(fromPlan).amountMinor
  return isUpgrade ? 'upgrade' : 'downgrade'
}

function monthly(plan: Plan): Money {
  return plan.prices.monthly ?? { amountMinor: 0, currency: '' }
}
