import { callStripe } from './call-stripe'
import { orderIdOf } from './order-id-of'

/**
 * Which of our orders a customer of Stripe's came from, by what Checkout wrote on the subscription.
 * @returns the order's id; null for a customer that is none of ours
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function orderOfCustomer(stripeCustomerId: string): Promise<string | null> {
  const { data } = await callStripe((stripe) =>
    stripe.subscriptions.list({ customer: stripeCustomerId, status: 'all', limit: 1 }),
  )
  return data[0] ? orderIdOf(data[0]) : null
}
