import { callStripe } from './call-stripe'
import { idOf } from './fields'

export type StripeRefund = {
  stripeRefundId: string
  stripeChargeId: string | null
  stripeCustomerId: string | null
  /** Minor units of `currency`. */
  amount: number
  currency: string
  reason: string | null
  /** pending, requires_action, succeeded, failed or canceled. */
  status: string | null
  refundedAt: Date
}

/**
 * Asks Stripe how a refund stands now.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveRefund(stripeRefundId: string): Promise<StripeRefund> {
  const refund = await callStripe((stripe) => stripe.refunds.retrieve(stripeRefundId, { expand: ['charge'] }))
  const { charge } = refund
  return {
    stripeRefundId: refund.id,
    stripeChargeId: idOf(charge),
    stripeCustomerId: typeof charge === 'object' && charge ? idOf(charge.customer) : null,
    amount: refund.amount,
    currency: refund.currency,
    reason: refund.reason,
    status: refund.status,
    refundedAt: new Date(refund.created * 1000),
  }
}

/**
 * The ids of all refunds of a charge.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function listRefunds(stripeChargeId: string): Promise<string[]> {
  const { data } = await callStripe((stripe) => stripe.refunds.list({ charge: stripeChargeId, limit: 100 }))
  return data.map((refund) => refund.id)
}
