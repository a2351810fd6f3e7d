import type { Money } from '@/lib/money'
import { callStripe } from './call-stripe'
import { type PlanPrice, priceDataOf } from './plan-price'

/**
 * Asks Stripe what billing a subscription for another plan from now on would cost.
 * @param at the moment of the change; `upgradeSubscription` at the same one charges exactly this
 * @returns what is `charged` today, the customer's `balanceMinor` after it (below zero for a credit that pays later
 *   invoices), and the day of the next invoice
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function previewUpgrade(
  stripeSubscriptionId: string,
  itemId: string,
  to: PlanPrice,
  at: Date,
): Promise<{ charged: Money; balanceMinor: number; nextInvoiceAt: Date }> {
  const price_data = await priceDataOf(to)
  const invoice = await callStripe((stripe) =>
    stripe.invoices.createPreview({
      subscription: stripeSubscriptionId,
      subscription_details: {
        items: [{ id: itemId, price_data }],
        proration_behavior: 'always_invoice',
        proration_date: Math.floor(at.getTime() / 1000),
      },
    }),
  )
  const { currency, amount_due, starting_balance, total, lines } = invoice
  return {
    charged: { amountMinor: amount_due, currency },
    balanceMinor: Math.min(0, starting_balance + total),
    nextInvoiceAt: new Date(Math.max(...lines.data.map((line) => line.period.end)) * 1000),
  }
}
