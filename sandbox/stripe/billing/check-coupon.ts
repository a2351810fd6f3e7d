import { invalid } from '../core/failure'
import type { Coupon, PromotionCode, Subscription } from '../core/stored'
import type { World } from '../core/world'

type Order = { subtotal: number; currency: string | null; customer: string | null }

/** @throws Failure for an order that a coupon, or the code that it came by, is not meant for */
export function checkCoupon(
  world: World,
  order: Order,
  { coupon, code }: { coupon: Coupon; code: PromotionCode | null },
  param: string,
): void {
  if (coupon.currency && coupon.currency !== order.currency) {
    throw invalid(`The coupon ${coupon.id} is in another currency than the prices.`, { param })
  }
  if (!code) return
  const {
    minimum_amount: least,
    minimum_amount_currency: money,
    first_time_transaction: isFirstOnly,
  } = code.restrictions
  if (least !== null && (money !== order.currency || order.subtotal < least)) {
    throw invalid('The order is below the smallest amount that this code is for.', { param })
  }
  if (isFirstOnly && hasPaid(world, order.customer)) {
    throw invalid('This code is for a first order only.', { param })
  }
}

/** @throws Failure for a discount that a subscription has newly got and that is not meant for what it now holds */
export function checkDiscounts(world: World, subscription: Subscription, known: string[]): void {
  const { coupon: coupons, discount: discounts, promotion_code: codes } = world.store.tables
  const order = {
    subtotal: subscription.items.data.reduce(
      (sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 1),
      0,
    ),
    currency: subscription.currency,
    customer: subscription.customer,
  }
  subscription.discounts.forEach((id, index) => {
    const discount = known.includes(id) ? undefined : discounts.get(id)
    const coupon = coupons.get(discount?.source.coupon ?? '')
    const code = codes.get(discount?.promotion_code ?? '') ?? null
    if (coupon)
      checkCoupon(world, order, { coupon, code }, `discounts[${index}][${code ? 'promotion_code' : 'coupon'}]`)
  })
}

function hasPaid(world: World, customer: string | null): boolean {
  if (customer === null) return false
  for (const charge of world.store.tables.charge.newestFirst()) {
    if (charge.customer === customer && charge.paid) return true
  }
  return false
}
