import { eq } from 'drizzle-orm'
import type { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { type BillingCycle, monthsOf } from '@/lib/catalog/billing-cycle'
import { findPlan } from '@/lib/catalog/find-plan'
import { type Plan, selectPlans } from '@/lib/catalog/list-plans'
import { AppError } from '@/lib/errors'
import type { Money } from '@/lib/money'
import type { PlanPrice } from '@/lib/stripe/plan-price'
import { findLiveSubscription } from './find-live-subscription'

export type PlanChangeWish = { subscriptionId: string; planCode: string; cycle: BillingCycle }

/** A change that may be made, and when it takes effect: an upgrade now, a downgrade at the end of what is paid. */
export type PlanChangeTerms = {
  subscription: typeof subscriptions.$inferSelect
  toPlan: Plan
  to: PlanPrice
  isUpgrade: boolean
  /** The end of what is paid. */
  periodEnd: Date
}

/**
 * Checks a wish for another plan or cycle against what the subscription is now.
 * @throws AppError `not_found`, `subscription_ended`, `unknown_plan`, `plan_not_sold`, `plan_change_refused`
 */
export async function planChangeTerms({ subscriptionId, planCode, cycle }: PlanChangeWish): Promise<PlanChangeTerms> {
  const subscription = await findLiveSubscription(subscriptionId)
  const toPlan = await findPlan(planCode)
  const [fromPlan] = await selectPlans(eq(products.id, subscription.productId))
  const price = toPlan.prices[cycle]
  if (!price) throw new AppError('plan_not_sold', `${toPlan.name} is not sold for that billing cycle.`)
  const refusal = refusalOf(subscription, fromPlan, toPlan, cycle)
  if (refusal || !fromPlan || !subscription.currentPeriodEnd) {
    throw new AppError('plan_change_refused', refusal ?? 'This service cannot be changed. Write to us.')
  }
  return {
    subscription,
    toPlan,
    to: { plan: toPlan, cycle, price },
    isUpgrade: isUpgrade(fromPlan, subscription.billingCycle, toPlan, cycle),
    periodEnd: subscription.currentPeriodEnd,
  }
}

function refusalOf(
  subscription: PlanChangeTerms['subscription'],
  fromPlan: Plan | undefined,
  toPlan: Plan,
  cycle: BillingCycle,
): string | null {
  if (fromPlan?.id === toPlan.id && subscription.billingCycle === cycle) return 'That is what you have already.'
  if (fromPlan?.type !== toPlan.type) return `This service cannot become ${toPlan.name}. Order it as a new service.`
  if (subscription.status !== 'active') return 'A payment is open. Pay it first, then change your plan.'
  if (subscription.cancelAt) return 'This service is cancelled. Undo that first, then change your plan.'
  return null
}

/** The bigger plan; of one plan, the longer term. */
function isUpgrade(fromPlan: Plan, fromCycle: BillingCycle, toPlan: Plan, toCycle: BillingCycle): boolean {
  if (fromPlan.id === toPlan.id) return monthsOf(toCycle) > monthsOf(fromCycle)
  return monthly(toPlan).amountMinor > monthly(fromPlan).amountMinor
}

function monthly(plan: Plan): Money {
  return plan.prices.monthly ?? { amountMinor: 0, currency: '' }
}
