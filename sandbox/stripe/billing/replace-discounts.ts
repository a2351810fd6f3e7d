import { invalid, missing } from '../core/failure'
import type { Coupon, PromotionCode, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { findCoupon } from '../resources/coupons'
import { redeemCoupon } from './redeem-coupon'

export type GivenDiscount = {
  coupon?: string | undefined
  discount?: string | undefined
  promotion_code?: string | undefined
}

/** The discounts of a subscription once a request has named them anew: known ones stay, coupons and codes are redeemed. */
export function replaceDiscounts(
  world: World,
  subscription: Pick<Subscription, 'customer'> & { id?: string; discounts: string[] },
  given: GivenDiscount[],
): string[] {
  return given.map((values, index) => {
    const path = `discounts[${index}]`
    if (values.discount !== undefined) {
      if (subscription.discounts.includes(values.discount)) return values.discount
      throw missing('discount', values.discount, `${path}[discount]`)
    }
    const found = couponGiven(world, values, path, subscription.customer)
    const owner = { customer: subscription.customer, subscription: subscription.id ?? null }
    return redeemCoupon(world, { coupon: found.coupon.id, promotionCode: found.code?.id ?? null }, owner).id
  })
}

/**
 * The coupon that a request names, by itself or by a code.
 * @throws Failure for an unknown, spent, or expired one, and for a code that is not this customer's
 */
export function couponGiven(
  world: World,
  values: GivenDiscount,
  path: string,
  customer: string | null,
): { coupon: Coupon; code: PromotionCode | null } {
  const { coupon, promotion_code } = values
  if ((coupon === undefined) === (promotion_code === undefined)) {
    throw invalid(
      coupon
        ? 'You may only specify one of these parameters: coupon, promotion_code.'
        : `Missing required param: ${path}[coupon].`,
      {
        param: `${path}[coupon]`,
        code: coupon ? 'parameters_exclusive' : 'parameter_missing',
      },
    )
  }
  if (promotion_code === undefined) {
    const param = `${path}[coupon]`
    return { coupon: usable(findCoupon(world, coupon ?? '', param), param), code: null }
  }
  const param = `${path}[promotion_code]`
  const code = world.store.tables.promotion_code.get(promotion_code)
  if (!code) throw missing('promotion code', promotion_code, param)
  const isSpent = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions
  const isOver = code.expires_at !== null && code.expires_at <= world.now
  const isAnothers = code.customer !== null && code.customer !== customer
  if (!code.active || isSpent || isOver || isAnothers) {
    throw invalid('This promotion code cannot be redeemed.', { param, code: 'promotion_code_not_redeemable' })
  }
  return { coupon: usable(findCoupon(world, code.promotion.coupon ?? '', param), param), code }
}

function usable(coupon: Coupon, param: string): Coupon {
  if (coupon.valid) return coupon
  throw invalid(`Coupon expired: ${coupon.id}`, { param, code: 'coupon_expired' })
}
