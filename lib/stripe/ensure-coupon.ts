import { callStripe, isMissing } from './call-stripe'

/**
 * Makes sure that Stripe knows a coupon on the first invoice. Its id at Stripe is its code, so a second maker finds it.
 * @returns the coupon's id at Stripe
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function ensureCoupon(coupon: { code: string; percentOff: number }): Promise<string> {
  try {
    const found = await callStripe((stripe) => stripe.coupons.retrieve(coupon.code))
    return found.id
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const made = await callStripe((stripe) =>
    stripe.coupons.create(
      { id: coupon.code, name: coupon.code, percent_off: coupon.percentOff, duration: 'once' },
      { idempotencyKey: `coupon-${coupon.code}` },
    ),
  )
  return made.id
}
