import { and, desc, eq, isNull } from 'drizzle-orm'
import { invoices, subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { refundRequests, refunds } from '@/db/schema/disputes'
import { db } from '@/lib/database'
import type { Money } from '@/lib/money'
import { dashboardUrl } from '@/lib/stripe/dashboard-url'
import { type Actor, nameActors } from './name-actors'

export type Invoice = {
  id: string
  number: string | null
  planName: string
  issuedAt: Date
  /** Stripe's own word. */
  status: string
  total: Money
  isPaid: boolean
  hostedUrl: string | null
  stripeUrl: string | null
}

export type Refund = {
  id: string
  at: Date
  amount: Money
  /** Stripe's own word; `on_its_way` until Stripe has answered, `refused` when it said no. */
  status: string
  /** Of a refund that staff made here. */
  invoiceNumber: string | null
  reason: string | null
  by: Actor | null
  refusal: string | null
}

/** A customer's invoices, newest first. */
export async function listInvoices(customerId: string): Promise<Invoice[]> {
  const rows = await db()
    .select({ invoice: invoices, planName: products.name })
    .from(invoices)
    .innerJoin(subscriptions, eq(subscriptions.id, invoices.subscriptionId))
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .where(eq(subscriptions.customerId, customerId))
    .orderBy(desc(invoices.issuedAt), desc(invoices.number))
  return rows.map(({ invoice, planName }) => ({
    id: invoice.id,
    number: invoice.number,
    planName,
    issuedAt: invoice.issuedAt,
    status: invoice.status,
    total: { amountMinor: invoice.total, currency: invoice.currency },
    isPaid: invoice.status === 'paid' && invoice.amountPaid > 0,
    hostedUrl: invoice.hostedUrl,
    stripeUrl: dashboardUrl('invoices', invoice.stripeInvoiceId),
  }))
}

/** What a customer got back, or is to get back, newest first. */
export async function listRefunds(customerId: string): Promise<Refund[]> {
  const [made, asked] = await Promise.all([listMade(customerId), listAsked(customerId)])
  const actorOf = await nameActors([...made, ...asked].flatMap(({ request }) => request?.actor ?? []))
  const wordsOf = (request: typeof refundRequests.$inferSelect | null) => ({
    reason: request?.reason ?? null,
    by: request && actorOf(request.actor),
    refusal: request?.refusal ?? null,
  })
  const all = [
    ...made.map(({ refund, request, invoiceNumber }) => ({
      id: refund.id,
      at: refund.refundedAt,
      amount: { amountMinor: refund.amount, currency: refund.currency },
      status: refund.status ?? 'pending',
      invoiceNumber,
      ...wordsOf(request),
    })),
    ...asked.map(({ request, invoiceNumber }) => ({
      id: request.id,
      at: request.createdAt,
      amount: { amountMinor: request.amount, currency: request.currency },
      status: request.refusal ? 'refused' : 'on_its_way',
      invoiceNumber,
      ...wordsOf(request),
    })),
  ]
  return all.toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

function listMade(customerId: string) {
  return db()
    .select({ refund: refunds, request: refundRequests, invoiceNumber: invoices.number })
    .from(refunds)
    .leftJoin(refundRequests, eq(refundRequests.stripeRefundId, refunds.stripeRefundId))
    .leftJoin(invoices, eq(invoices.id, refundRequests.invoiceId))
    .where(eq(refunds.customerId, customerId))
}

/** Those that Stripe has not made, or not yet. */
function listAsked(customerId: string) {
  return db()
    .select({ request: refundRequests, invoiceNumber: invoices.number })
    .from(refundRequests)
    .innerJoin(invoices, eq(invoices.id, refundRequests.invoiceId))
    .innerJoin(subscriptions, eq(subscriptions.id, invoices.subscriptionId))
    .where(and(eq(subscriptions.customerId, customerId), isNull(refundRequests.stripeRefundId)))
}
