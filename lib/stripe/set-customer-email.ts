import { callStripe, isMissing } from './call-stripe'

/**
 * Gives a customer of Stripe's another address, for the invoices and receipts that Stripe sends. One that was deleted is
 * left alone.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function setCustomerEmail(stripeCustomerId: string, email: string): Promise<void> {
  try {
    await callStripe((stripe) => stripe.customers.update(stripeCustomerId, { email }))
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
