import { callStripe } from './call-stripe'

/**
 * Asks Stripe which subscription an invoice belongs to.
 * @returns the subscription's id at Stripe; null for an invoice without one
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function subscriptionOfInvoice(stripeInvoiceId: string): Promise<string | null> {
  const invoice = await callStripe((stripe) => stripe.invoices.retrieve(stripeInvoiceId))
  const subscription = invoice.parent?.subscription_details?.subscription
  return typeof subscription === 'string' ? subscription : (subscription?.id ?? null)
}
