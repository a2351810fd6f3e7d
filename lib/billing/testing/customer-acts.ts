import { cancelAtPeriodEnd } from '@/lib/billing/cancel-at-period-end'
import { changePlan } from '@/lib/billing/change-plan'
import { findOwnSubscription, type OwnService } from '@/lib/billing/find-own-subscription'
import type { PlanChangeWish } from '@/lib/billing/plan-change-terms'
import { previewPlanChange } from '@/lib/billing/preview-plan-change'

/** For tests: looks at what another plan costs, and agrees to it. */
export async function agreeToPlan(wish: PlanChangeWish): Promise<void> {
  const { offer } = await previewPlanChange(wish)
  await changePlan({ ...wish, shown: offer })
}

/** For tests: looks at when a service would end, and cancels it. */
export async function agreeToEnd(own: OwnService): Promise<void> {
  const { currentPeriodEnd } = await findOwnSubscription(own)
  if (!currentPeriodEnd) throw new Error('The service has no end yet')
  await cancelAtPeriodEnd({ ...own, endsAt: currentPeriodEnd })
}
