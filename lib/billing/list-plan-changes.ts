import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import { listPlans, type Plan } from '@/lib/catalog/list-plans'
import type { Money } from '@/lib/money'
import type { OwnService } from './find-own-subscription'
import type { WaitingChange } from './find-waiting-change'
import { findChangeableService, kindOfChange, type PlanChangeKind } from './plan-change-terms'

/** A plan for a billing cycle, and what choosing it would be. */
export type PlanOption = {
  plan: Plan
  cycle: BillingCycle
  price: Money
  kind: PlanChangeKind | 'current' | 'waiting'
}

/**
 * What a service can be changed to, plans in the order of the shop, cycles from the shortest.
 * @throws AppError `not_found`, `subscription_ended`, `plan_change_refused` when no change is possible now
 */
export async function listPlanChanges(
  own: OwnService,
): Promise<{ options: PlanOption[]; current: { plan: Plan; cycle: BillingCycle }; periodEnd: Date }> {
  const { subscription, fromPlan, currency, periodEnd, waiting } = await findChangeableService(own)
  const cycle = subscription.billingCycle
  const plans = (await listPlans(currency)).filter((plan) => plan.type === fromPlan.type)
  const options = plans.flatMap((plan) =>
    billingCycles.flatMap((each) => {
      const price = plan.prices[each]
      if (!price) return []
      return [{ plan, cycle: each, price, kind: kindOf({ plan: fromPlan, cycle }, waiting, { plan, cycle: each }) }]
    }),
  )
  return { options, current: { plan: fromPlan, cycle }, periodEnd }
}

type PlanAndCycle = { plan: Plan; cycle: BillingCycle }

function kindOf(current: PlanAndCycle, waiting: WaitingChange | null, option: PlanAndCycle): PlanOption['kind'] {
  if (option.plan.id === current.plan.id && option.cycle === current.cycle) return 'current'
  if (option.plan.code === waiting?.planCode && option.cycle === waiting.cycle) return 'waiting'
  return kindOfChange(current.plan, current.cycle, option.plan, option.cycle)
}
