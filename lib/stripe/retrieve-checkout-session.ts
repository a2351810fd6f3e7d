import { callStripe, isMissing } from './call-stripe'
import { idOf } from './fields'
import { orderIdOf } from './order-id-of'

/** What we need of a Stripe checkout session. */
export type PaymentSession = {
  id: string
  /** `open`, `complete` or `expired`. */
  status: string | null
  /** `unpaid` after completion means that a delayed payment may still succeed or fail. */
  isPaid: boolean
  /** After the discount, in prices as the shop shows them: without tax that is added, with tax that is within them. */
  pricedMinor: number
  /** What is charged, with all tax. */
  totalMinor: number
  /** How much of the total is tax. */
  taxMinor: number
  currency: string | null
  stripeCustomerId: string | null
  stripeSubscriptionId: string | null
  /** Which of our orders it was made for; null for a session that is none of ours. */
  orderId: string | null
}

/**
 * Asks Stripe how a checkout session stands now.
 * @returns null when Stripe has no such session
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveCheckoutSession(stripeSessionId: string): Promise<PaymentSession | null> {
  try {
    const session = await callStripe((stripe) => stripe.checkout.sessions.retrieve(stripeSessionId))
    return {
      id: session.id,
      status: session.status,
      isPaid: session.status === 'complete' && session.payment_status !== 'unpaid',
      pricedMinor: (session.amount_subtotal ?? 0) - (session.total_details?.amount_discount ?? 0),
      totalMinor: session.amount_total ?? 0,
      taxMinor: session.total_details?.amount_tax ?? 0,
      currency: session.currency,
      stripeCustomerId: idOf(session.customer),
      stripeSubscriptionId: idOf(session.subscription),
      orderId: orderIdOf(session),
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
