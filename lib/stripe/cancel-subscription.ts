import { callStripe } from './call-stripe'

/**
 * Ends a subscription now. For good: Stripe cannot undo it.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function cancelSubscription(stripeSubscriptionId: string): Promise<void> {
  await callStripe((stripe) => stripe.subscriptions.cancel(stripeSubscriptionId))
}
