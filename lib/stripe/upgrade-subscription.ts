import { AppError } from '@/lib/errors'
import { callStripe, isDeclined } from './call-stripe'
import { metadataOf, type PlanPrice, priceDataOf } from './plan-price'

/**
 * Bills a subscription for another plan from a moment on, with an invoice now. All or nothing: when the invoice cannot
 * be charged, nothing changes.
 * @param change.key the same key makes one change, however often it is asked for
 * @throws AppError `payment_declined`, `stripe_unreachable`, `stripe_refused`
 */
export async function upgradeSubscription(
  stripeSubscriptionId: string,
  itemId: string,
  to: PlanPrice,
  change: { at: Date; key: string },
): Promise<void> {
  const price_data = await priceDataOf(to)
  try {
    await callStripe((stripe) =>
      stripe.subscriptions.update(
        stripeSubscriptionId,
        {
          items: [{ id: itemId, price_data }],
          metadata: metadataOf(to),
          proration_behavior: 'always_invoice',
          proration_date: Math.floor(change.at.getTime() / 1000),
          payment_behavior: 'error_if_incomplete',
        },
        { idempotencyKey: change.key },
      ),
    )
  } catch (error) {
    if (!isDeclined(error)) throw error
    const message = 'Your bank did not accept the payment, so your plan stays as it is. Use another card and try again.'
    throw new AppError('payment_declined', message, { cause: error })
  }
}
