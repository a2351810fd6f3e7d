import { addInterval } from '../core/calendar'
import { newId } from '../core/id'
import type { Discount } from '../core/stored'
import type { World } from '../core/world'

type Owner = Partial<Pick<Discount, 'checkout_session' | 'customer' | 'invoice' | 'invoice_item' | 'subscription'>>

/** Makes a discount of a coupon, and counts it against the coupon and the code that it came by. */
export function redeemCoupon(
  world: World,
  given: { coupon: string; promotionCode: string | null },
  owner: Owner,
): Discount {
  const { coupon: coupons, discount: discounts, promotion_code: codes } = world.store.tables
  const coupon = coupons.get(given.coupon)
  if (coupon) coupons.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 })
  const code = codes.get(given.promotionCode ?? '')
  if (code) codes.put({ ...code, times_redeemed: code.times_redeemed + 1 })
  const months = coupon?.duration === 'repeating' ? coupon.duration_in_months : null
  return discounts.put({
    id: newId('di'),
    object: 'discount',
    checkout_session: null,
    customer: null,
    customer_account: null,
    end: months === null ? null : addInterval(world.now, 'month', months),
    invoice: null,
    invoice_item: null,
    promotion_code: given.promotionCode,
    source: { coupon: given.coupon, type: 'coupon' },
    start: world.now,
    subscription: null,
    subscription_item: null,
    ...owner,
  })
}
