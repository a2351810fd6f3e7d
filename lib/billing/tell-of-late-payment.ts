import { and, eq, gt, type SQL } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, subscriptions } from '@/db/schema/billing'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { orderNumber } from '@/lib/checkout/order-number'

/** Tells staff of invoices that were paid after their service had ended: somebody has to give that back. */
export async function tellOfLatePayment(tx: Tx, which: SQL): Promise<void> {
  const late = await tx
    .select({
      stripeInvoiceId: invoices.stripeInvoiceId,
      number: invoices.number,
      orderId: subscriptions.checkoutSessionId,
    })
    .from(invoices)
    .innerJoin(subscriptions, eq(subscriptions.id, invoices.subscriptionId))
    .where(
      and(which, eq(invoices.status, 'paid'), gt(invoices.amountPaid, 0), gt(invoices.paidAt, subscriptions.endedAt)),
    )
  for (const { stripeInvoiceId, number, orderId } of late) {
    const summary = `Invoice ${number ?? stripeInvoiceId} of order ${orderNumber(orderId)} was paid after its service had ended: refund it`
    await raiseAlert(tx, { kind: 'unmatched_payment', subject: `stripe:${stripeInvoiceId}`, summary })
  }
}
