import { callStripe, isMissing } from './call-stripe'

/**
 * Makes sure that Stripe knows a coupon on the first invoice. Its id at Stripe is its code, so a second maker finds it;
 * a coupon whose percentage was changed here gets an id of its own, because Stripe's cannot be changed.
 * @returns the coupon's id at Stripe
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function ensureCoupon(coupon: { code: string; percentOff: number }): Promise<string> {
  return (
    (await ensure(coupon.code, coupon)) ??
    (await ensure(`${coupon.code}-${coupon.percentOff}`, coupon)) ??
    refuse(coupon)
  )
}

/** @returns null when the id belongs to another percentage */
async function ensure(id: string, coupon: { code: string; percentOff: number }): Promise<string | null> {
  const found = await find(id)
  if (found) return found.percent_off === coupon.percentOff && found.duration === 'once' ? found.id : null
  const made = await callStripe((stripe) =>
    stripe.coupons.create(
      { id, name: coupon.code, percent_off: coupon.percentOff, duration: 'once' },
      { idempotencyKey: `coupon-${id}-${coupon.percentOff}` },
    ),
  )
  return made.id
}

async function find(id: string) {
  try {
    return await callStripe((stripe) => stripe.coupons.retrieve(id))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function refuse(coupon: { code: string }): never {
  throw new Error(`Stripe knows the coupon ${coupon.code} with other terms than ours`)
}
