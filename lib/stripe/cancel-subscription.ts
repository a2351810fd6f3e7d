import { callStripe, isMissing } from './call-stripe'

/**
 * Ends a subscription now. For good: Stripe cannot undo it. One that has ended is left alone.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function cancelSubscription(stripeSubscriptionId: string): Promise<void> {
  try {
    await callStripe((stripe) => stripe.subscriptions.cancel(stripeSubscriptionId))
  } catch (error) {
    // What has ended is no longer there to be ended.
    if (!isMissing(error)) throw error
  }
}
