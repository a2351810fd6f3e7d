import { callStripe } from './call-stripe'
import { idOf } from './fields'

export type StripeDispute = {
  stripeDisputeId: string
  stripeCustomerId: string | null
  /** Minor units of `currency`. */
  amount: number
  currency: string
  reason: string
  /** https://docs.stripe.com/api/disputes/object#dispute_object-status */
  status: string
  openedAt: Date
}

/**
 * Asks Stripe how a dispute stands now.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveDispute(stripeDisputeId: string): Promise<StripeDispute> {
  const dispute = await callStripe((stripe) => stripe.disputes.retrieve(stripeDisputeId, { expand: ['charge'] }))
  const { charge } = dispute
  return {
    stripeDisputeId: dispute.id,
    stripeCustomerId: typeof charge === 'object' ? idOf(charge.customer) : null,
    amount: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    status: dispute.status,
    openedAt: new Date(dispute.created * 1000),
  }
}
