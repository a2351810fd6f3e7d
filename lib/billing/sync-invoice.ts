import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, subscriptions } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { retrieveInvoice, type StripeInvoice } from '@/lib/stripe/retrieve-invoice'
import { tellOfLatePayment } from './tell-of-late-payment'

/**
 * Brings the mirror of an invoice to what Stripe says now. One of a subscription that we do not know (yet) is left
 * alone.
 * @param cause the event's id, for the audit log
 * @returns the id at Stripe of its subscription; null for an invoice without one
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncInvoice(stripeInvoiceId: string, cause: string): Promise<string | null> {
  const [before] = await db()
    .select({ id: invoices.id, status: invoices.status, syncVersion: invoices.syncVersion })
    .from(invoices)
    .where(eq(invoices.stripeInvoiceId, stripeInvoiceId))
  const truth = await retrieveInvoice(stripeInvoiceId)
  if (!truth?.stripeSubscriptionId) return null
  const [subscription] = await db()
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, truth.stripeSubscriptionId))
  if (!subscription) return truth.stripeSubscriptionId

  const written = await db().transaction(async (tx) => {
    const invoiceId = await write(tx, subscription.id, truth, before)
    if (invoiceId && truth.status !== before?.status) {
      await recordAudit(tx, {
        actor: 'stripe',
        action: 'invoice.status_changed',
        subject: `invoices:${invoiceId}`,
        details: { from: before?.status ?? null, to: truth.status, cause },
      })
      await tellOfLatePayment(tx, eq(invoices.id, invoiceId))
    }
    return invoiceId
  })
  // Someone wrote since we read, maybe with newer facts than ours: ask again.
  return written ? truth.stripeSubscriptionId : syncInvoice(stripeInvoiceId, cause)
}

/** The row's id; undefined when someone else was faster. */
async function write(
  tx: Tx,
  subscriptionId: string,
  truth: StripeInvoice,
  before: { id: string; syncVersion: number } | undefined,
): Promise<string | undefined> {
  const { stripeSubscriptionId: _, ...facts } = truth
  const [row] = before
    ? await tx
        .update(invoices)
        .set({ ...facts, syncVersion: before.syncVersion + 1 })
        .where(and(eq(invoices.id, before.id), eq(invoices.syncVersion, before.syncVersion)))
        .returning({ id: invoices.id })
    : await tx
        .insert(invoices)
        .values({ ...facts, subscriptionId })
        .onConflictDoNothing({ target: invoices.stripeInvoiceId })
        .returning({ id: invoices.id })
  return row?.id
}
