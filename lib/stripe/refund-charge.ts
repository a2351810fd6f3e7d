import { AppError } from '@/lib/errors'
import { callStripe, codeOf } from './call-stripe'

type RefundWish = {
  /** One key makes one refund, however often and however late it is asked for. */
  key: string
  stripeChargeId: string
  /** Of the charge's currency. */
  amountMinor: number
  /** For whoever reads it at Stripe. */
  reason: string
}

/**
 * Gives back a payment, or a part of it.
 * @returns the refund's id at Stripe
 * @throws AppError `refund_refused` with why, `stripe_unreachable`, `stripe_refused`
 */
export async function refundCharge(wish: RefundWish): Promise<string> {
  const { key, stripeChargeId, amountMinor, reason } = wish
  // Stripe forgets its keys after a day (https://docs.stripe.com/api/idempotent_requests).
  const known = await callStripe((stripe) => stripe.refunds.list({ charge: stripeChargeId, limit: 100 }))
  const before = known.data.find(({ metadata }) => metadata?.request === key)
  if (before) return before.id
  try {
    const made = await callStripe((stripe) =>
      stripe.refunds.create(
        { charge: stripeChargeId, amount: amountMinor, metadata: { request: key, reason } },
        { idempotencyKey: key },
      ),
    )
    return made.id
  } catch (error) {
    throw explain(error)
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof AppError && error.code === 'stripe_refused')) return error
  const sentence = sentences[codeOf(error) ?? ''] ?? 'Stripe refused the refund. Look at the payment there.'
  return new AppError('refund_refused', sentence, { cause: error })
}

/** https://docs.stripe.com/error-codes */
const sentences: Record<string, string> = {
  charge_disputed: 'The bank has taken this payment back already, so it cannot be refunded.',
  charge_already_refunded: 'All of this payment is refunded already.',
}
