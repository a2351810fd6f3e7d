import { callStripe, isMissing } from './call-stripe'

/**
 * Makes sure that Stripe has a plan as a product. Its id there comes from its code, so a second maker finds it.
 * @returns the product's id at Stripe
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function ensureProduct(plan: { code: string; name: string }): Promise<string> {
  const id = `plan_${plan.code}`
  try {
    const found = await callStripe((stripe) => stripe.products.retrieve(id))
    return found.id
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const made = await callStripe((stripe) =>
    stripe.products.create({ id, name: plan.name, metadata: { code: plan.code } }, { idempotencyKey: `product-${id}` }),
  )
  return made.id
}
