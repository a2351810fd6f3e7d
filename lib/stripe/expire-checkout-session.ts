import { callStripe } from './call-stripe'

/**
 * Closes an open payment page, so that it can no longer be paid.
 * @throws AppError `stripe_unreachable`; `stripe_refused` when it was paid or closed already
 */
export async function expireCheckoutSession(stripeSessionId: string): Promise<void> {
  await callStripe((stripe) => stripe.checkout.sessions.expire(stripeSessionId))
}
