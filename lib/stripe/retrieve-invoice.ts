import type Stripe from 'stripe'
import { callStripe, isMissing } from './call-stripe'
import { idOf, momentOf } from './fields'

/** An invoice of Stripe's; amounts in minor units of its currency. */
export type StripeInvoice = {
  stripeInvoiceId: string
  /** Null for an invoice without a subscription. */
  stripeSubscriptionId: string | null
  /** Of the purchase itself. */
  isFirst: boolean
  number: string | null
  /** draft, open, paid, uncollectible or void. */
  status: string
  currency: string
  subtotal: number
  discount: number
  tax: number
  total: number
  amountDue: number
  amountPaid: number
  hostedUrl: string | null
  pdfUrl: string | null
  periodStart: Date
  periodEnd: Date
  issuedAt: Date
  paidAt: Date | null
}

/**
 * Asks Stripe how an invoice stands now.
 * @returns null when there is none (a draft can be deleted)
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveInvoice(stripeInvoiceId: string): Promise<StripeInvoice | null> {
  try {
    return factsOf(await callStripe((stripe) => stripe.invoices.retrieve(stripeInvoiceId)))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function factsOf(invoice: Stripe.Invoice): StripeInvoice {
  return {
    stripeInvoiceId: invoice.id,
    stripeSubscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
    isFirst: invoice.billing_reason === 'subscription_create',
    number: invoice.number,
    status: invoice.status ?? 'draft',
    currency: invoice.currency,
    subtotal: invoice.subtotal,
    discount: sum(invoice.total_discount_amounts),
    tax: sum(invoice.total_taxes),
    total: invoice.total,
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
    ...periodOf(invoice),
    issuedAt: new Date(invoice.created * 1000),
    paidAt: momentOf(invoice.status_transitions.paid_at),
  }
}

/** The time that the lines are for; the invoice's own period is that in which its lines were gathered. */
function periodOf({ lines, period_start, period_end }: Stripe.Invoice): { periodStart: Date; periodEnd: Date } {
  const starts = lines.data.map((line) => line.period.start)
  const ends = lines.data.map((line) => line.period.end)
  return {
    periodStart: new Date((starts.length > 0 ? Math.min(...starts) : period_start) * 1000),
    periodEnd: new Date((ends.length > 0 ? Math.max(...ends) : period_end) * 1000),
  }
}

function sum(parts: { amount: number }[] | null): number {
  return (parts ?? []).reduce((total, { amount }) => total + amount, 0)
}
