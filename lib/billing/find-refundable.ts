import { eq } from 'drizzle-orm'
import { invoices, subscriptions } from '@/db/schema/billing'
import { db } from '@/lib/database'
import { type InvoicePayment, retrieveInvoicePayment } from '@/lib/stripe/retrieve-invoice-payment'

export type Refundable = {
  /** What the customer sees on the invoice. */
  number: string | null
  customerId: string
  /** Null when nobody paid it. */
  payment: InvoicePayment | null
}

/**
 * Asks Stripe what of an invoice's payment can still be given back.
 * @returns null when there is no such invoice
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function findRefundable(invoiceId: string): Promise<Refundable | null> {
  const [invoice] = await db()
    .select({ id: invoices.stripeInvoiceId, number: invoices.number, customerId: subscriptions.customerId })
    .from(invoices)
    .innerJoin(subscriptions, eq(subscriptions.id, invoices.subscriptionId))
    .where(eq(invoices.id, invoiceId))
  if (!invoice) return null
  const { id, number, customerId } = invoice
  return { number, customerId, payment: await retrieveInvoicePayment(id) }
}
