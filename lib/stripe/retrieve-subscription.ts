import { callStripe } from './call-stripe'

/** What we need of a Stripe subscription. */
export type StripeSubscription = {
  id: string
  status: string
  currentPeriodEnd: Date | null
  /** When it ends, if it was cancelled for a later moment. */
  cancelAt: Date | null
}

/**
 * Asks Stripe how a subscription stands now.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveSubscription(stripeSubscriptionId: string): Promise<StripeSubscription> {
  const subscription = await callStripe((stripe) => stripe.subscriptions.retrieve(stripeSubscriptionId))
  // Since API version 2025-03-31 the period belongs to the item; ours have one.
  const periodEnd = fromUnix(subscription.items.data[0]?.current_period_end)
  return {
    id: subscription.id,
    status: subscription.status,
    currentPeriodEnd: periodEnd,
    cancelAt: fromUnix(subscription.cancel_at) ?? (subscription.cancel_at_period_end ? periodEnd : null),
  }
}

function fromUnix(seconds: number | null | undefined): Date | null {
  return seconds ? new Date(seconds * 1000) : null
}
