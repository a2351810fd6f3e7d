import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { reviseWebsite } from '@/lib/provisioning/revise-website'
import { retrieveSubscription, type StripeSubscription } from '@/lib/stripe/retrieve-subscription'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { announceCancellation } from './announce-cancellation'
import { announcePlanChange } from './announce-plan-change'
import { applyServiceState } from './apply-service-state'
import { planClosingInvoices } from './close-invoices'
import { holdRenewal } from './hold-renewal'
import { settlePlanChange } from './settle-plan-change'
import { syncInvoice } from './sync-invoice'

type Row = typeof subscriptions.$inferSelect

/**
 * Brings a subscription's row to what Stripe says now, and its service to what the row then asks for. The only writer
 * of its status, dates, plan and price. The customer gets a mail about a change, wherever it was made, and a
 * subscription that a dispute keeps from renewing is ended again where somebody took its end back.
 * One that we do not know (yet) is left alone: fulfilment calls this after it wrote the row.
 * @param cause the event's id, for the audit log
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncSubscription(stripeSubscriptionId: string, cause: string): Promise<void> {
  const [row] = await db()
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, stripeSubscriptionId))
  if (!row) return

  const truth = await retrieveSubscription(stripeSubscriptionId)
  // Before the effects, which look for the invoice that is due.
  if (truth.latestInvoiceId && !(await isSettled(truth.latestInvoiceId))) {
    await syncInvoice(truth.latestInvoiceId, cause)
  }
  const outcome = await db().transaction(async (tx) => {
    const updated = await write(tx, row, truth)
    if (!updated) return 'overtaken'
    await recordChanges(tx, row, updated, cause)
    const change = await settlePlanChange(tx, updated, truth, cause)
    if (updated.productId !== row.productId) await reviseWebsite(tx, row.id)
    await applyServiceState(tx, row.id, { actor: 'stripe', cause })
    await planClosingInvoices(tx, row, updated)
    const mustEnd = await holdRenewal(tx, updated, cause)
    await announceCancellation(tx, row, updated)
    await announcePlanChange(tx, row, updated, change)
    return mustEnd ? 'must end' : 'done'
  })
  if (outcome === 'must end') await setCancellation(stripeSubscriptionId, true)
  // Overtaken by someone who wrote since we read, maybe with newer facts than ours: ask again.
  if (outcome !== 'done') await syncSubscription(stripeSubscriptionId, cause)
}

async function isSettled(stripeInvoiceId: string): Promise<boolean> {
  const [invoice] = await db()
    .select({ status: invoices.status })
    .from(invoices)
    .where(eq(invoices.stripeInvoiceId, stripeInvoiceId))
  return invoice?.status === 'paid' || invoice?.status === 'void'
}

/** Undefined when another writer was faster. */
async function write(tx: Tx, row: Row, truth: StripeSubscription): Promise<Row | undefined> {
  const [product] = truth.planCode
    ? await tx.select({ id: products.id }).from(products).where(eq(products.code, truth.planCode))
    : []
  const [updated] = await tx
    .update(subscriptions)
    .set({
      status: truth.status,
      currentPeriodEnd: truth.currentPeriodEnd,
      cancelAt: truth.cancelAt,
      endedAt: truth.endedAt,
      // What is not of our catalogue is priced as Stripe says and stays the plan that we know.
      productId: product?.id ?? row.productId,
      billingCycle: truth.cycle ?? row.billingCycle,
      amount: truth.price?.amountMinor ?? row.amount,
      currency: truth.price?.currency ?? row.currency,
      syncVersion: row.syncVersion + 1,
    })
    .where(and(eq(subscriptions.id, row.id), eq(subscriptions.syncVersion, row.syncVersion)))
    .returning()
  return updated
}

const audited = {
  status: 'subscription.status_changed',
  currentPeriodEnd: 'subscription.period_changed',
  cancelAt: 'subscription.cancellation_changed',
  endedAt: 'subscription.end_changed',
  productId: 'subscription.plan_changed',
  billingCycle: 'subscription.cycle_changed',
  amount: 'subscription.price_changed',
  currency: 'subscription.currency_changed',
} as const satisfies Partial<Record<keyof Row, string>>

async function recordChanges(tx: Tx, before: Row, after: Row, cause: string): Promise<void> {
  for (const [field, action] of Object.entries(audited) as [keyof typeof audited, string][]) {
    const [from, to] = [before[field], after[field]]
    if (String(from) === String(to)) continue
    const subject = `subscriptions:${after.id}`
    await recordAudit(tx, { actor: 'stripe', action, subject, details: { from, to, cause } })
  }
}
