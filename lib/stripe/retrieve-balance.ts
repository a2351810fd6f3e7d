import { callStripe } from './call-stripe'

/**
 * Asks Stripe what the customer of a subscription owes there, in minor units; below zero it is a credit. The next
 * invoices take it in (https://docs.stripe.com/billing/customer/balance).
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveBalance(stripeSubscriptionId: string): Promise<number> {
  const { customer } = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['customer'] }),
  )
  return typeof customer === 'string' || customer.deleted ? 0 : customer.balance
}
