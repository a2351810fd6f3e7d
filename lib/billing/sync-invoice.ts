import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, subscriptions } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { retrieveInvoice, type StripeInvoice } from '@/lib/stripe/retrieve-invoice'
import { announceReceipt } from './announce-receipt'
import { tellOfLatePayment } from './tell-of-late-payment'

type Row = typeof invoices.$inferSelect

/**
 * Brings the mirror of an invoice to what Stripe says now; the customer gets a receipt when it is paid. One of a subscription that we do not know (yet) is left
 * alone.
 * @param cause the event's id, for the audit log
 * @returns the id at Stripe of its subscription; null for an invoice without one
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncInvoice(stripeInvoiceId: string, cause: string): Promise<string | null> {
  const [before] = await db().select().from(invoices).where(eq(invoices.stripeInvoiceId, stripeInvoiceId))
  const truth = await retrieveInvoice(stripeInvoiceId)
  if (!truth?.stripeSubscriptionId) return null
  const [subscription] = await db()
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, truth.stripeSubscriptionId))
  if (!subscription) return truth.stripeSubscriptionId

  const written = await db().transaction(async (tx) => {
    const invoice = await write(tx, subscription.id, truth, before)
    if (!invoice) return undefined
    await recordChange(tx, `invoices:${invoice.id}`, before, truth, cause)
    if (invoice.status !== before?.status) {
      await tellOfLatePayment(tx, eq(invoices.id, invoice.id))
      // The mail about the order says what was paid first.
      if (invoice.status === 'paid' && !truth.isFirst) await announceReceipt(tx, invoice)
    }
    return invoice
  })
  // Someone wrote since we read, maybe with newer facts than ours: ask again.
  return written ? truth.stripeSubscriptionId : syncInvoice(stripeInvoiceId, cause)
}

/** The row; undefined when someone else was faster. */
async function write(
  tx: Tx,
  subscriptionId: string,
  truth: StripeInvoice,
  before: Row | undefined,
): Promise<Row | undefined> {
  const { stripeSubscriptionId: _, isFirst: __, ...facts } = truth
  const [row] = before
    ? await tx
        .update(invoices)
        .set({ ...facts, syncVersion: before.syncVersion + 1 })
        .where(and(eq(invoices.id, before.id), eq(invoices.syncVersion, before.syncVersion)))
        .returning()
    : await tx
        .insert(invoices)
        .values({ ...facts, subscriptionId })
        .onConflictDoNothing({ target: invoices.stripeInvoiceId })
        .returning()
  return row
}

/** What is owed and paid; the rest follows from these. */
async function recordChange(
  tx: Tx,
  subject: string,
  before: Row | undefined,
  truth: StripeInvoice,
  cause: string,
): Promise<void> {
  const { status: to, total, amountDue, amountPaid } = truth
  if (to !== before?.status) {
    const details = { from: before?.status ?? null, to, total, amountDue, amountPaid, cause }
    await recordAudit(tx, { actor: 'stripe', action: 'invoice.status_changed', subject, details })
  } else if (total !== before.total || amountDue !== before.amountDue || amountPaid !== before.amountPaid) {
    const from = { total: before.total, amountDue: before.amountDue, amountPaid: before.amountPaid }
    const details = { from, to: { total, amountDue, amountPaid }, cause }
    await recordAudit(tx, { actor: 'stripe', action: 'invoice.amounts_changed', subject, details })
  }
}
