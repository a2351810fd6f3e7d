import type { Money } from '@/lib/money'
import { callStripe } from './call-stripe'

export type InvoicePayment = {
  stripeChargeId: string
  /** What of it was not given back yet. */
  left: Money
  /** Whether its payer's bank was asked to take it back. */
  isDisputed: boolean
}

/**
 * The payment of an invoice that refunds are taken from; of several, the one with the most left.
 * @returns null for an invoice that nobody paid, e.g. one that a credit covered
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveInvoicePayment(stripeInvoiceId: string): Promise<InvoicePayment | null> {
  // Since API version 2025-03-31 an invoice names its payments here alone.
  const { data } = await callStripe((stripe) =>
    stripe.invoicePayments.list({
      invoice: stripeInvoiceId,
      status: 'paid',
      expand: ['data.payment.payment_intent.latest_charge'],
    }),
  )
  const payments = data.flatMap(({ payment: { payment_intent: intent } }): InvoicePayment[] => {
    const charge = typeof intent === 'object' ? intent.latest_charge : null
    if (!charge || typeof charge === 'string') return []
    const { id, amount_captured, amount_refunded, currency, disputed } = charge
    const left = { amountMinor: amount_captured - amount_refunded, currency }
    return [{ stripeChargeId: id, left, isDisputed: disputed }]
  })
  return payments.toSorted((a, b) => b.left.amountMinor - a.left.amountMinor)[0] ?? null
}
