import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import type { Currency } from '@/lib/catalog/currency'
import { type Coupon, findCoupon } from '@/lib/catalog/find-coupon'
import { findPlan } from '@/lib/catalog/find-plan'
import type { Plan } from '@/lib/catalog/list-plans'
import { type TaxTerms, taxTerms } from '@/lib/catalog/tax-terms'
import { AppError } from '@/lib/errors'
import { type Money, percentOf } from '@/lib/money'

/** What a purchase costs today and at each renewal. */
export type Quote = {
  plan: Plan
  cycle: BillingCycle
  full: Money
  /** Taken off the first invoice; zero without a coupon. */
  discount: Money
  today: Money
  renewal: Money
  couponCode: string | null
  coupon: Coupon | null
  tax: TaxTerms
}

/**
 * Prices a purchase from the catalogue.
 * @param email of the customer, to hold back a coupon that was already used
 * @throws AppError `unknown_plan`, `plan_not_sold` or `invalid_coupon`
 */
export async function quote(wish: {
  planCode: string
  cycle: BillingCycle
  currency: Currency
  couponCode?: string
  email?: string
}): Promise<Quote> {
  const plan = await findPlan(wish.planCode, wish.currency)
  const full = plan.prices[wish.cycle]
  if (!full) {
    const message = `${plan.name} is not sold for that billing cycle. Choose another one.`
    throw new AppError('plan_not_sold', message, { fields: { billingCycle: message } })
  }
  const coupon = wish.couponCode ? await findCoupon(wish.couponCode, wish.email) : null
  const off = coupon ? percentOf(full.amountMinor, coupon.percentOff) : 0
  return {
    plan,
    cycle: wish.cycle,
    full,
    discount: { ...full, amountMinor: off },
    today: { ...full, amountMinor: full.amountMinor - off },
    renewal: full,
    couponCode: coupon?.code ?? null,
    coupon,
    tax: taxTerms(),
  }
}
