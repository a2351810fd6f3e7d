import { and, desc, eq, ilike, inArray, like, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { customers, users } from '@/db/schema/accounts'
import { invoices, subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, refunds } from '@/db/schema/disputes'
import { websites } from '@/db/schema/provisioning'
import { blocksPurchases } from '@/lib/billing/dispute-holds'
import { db } from '@/lib/database'

export type FoundCustomer = {
  id: string
  name: string
  email: string
  since: Date
  /** Those that have not ended. */
  services: number
  isBlocked: boolean
}

const customersPerPage = 50

/**
 * Customers, newest first, 50 a page.
 * @param wish.text a part of a name, an address or a domain, an order's or an invoice's number, or one of Stripe's ids;
 *   empty for all
 * @param wish.page from 1
 */
export async function findCustomers(wish: {
  text: string
  page: number
}): Promise<{ customers: FoundCustomer[]; hasOlder: boolean }> {
  const text = wish.text.trim()
  const rows = await db()
    .select({ id: customers.id, name: users.name, email: users.email, since: customers.createdAt })
    .from(customers)
    .innerJoin(users, eq(users.id, customers.userId))
    .where(text ? matches(text) : undefined)
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(customersPerPage + 1)
    .offset((wish.page - 1) * customersPerPage)
  const shown = rows.slice(0, customersPerPage)
  const ids = shown.map(({ id }) => id)
  const [services, blocked] = await Promise.all([countServices(ids), blockedAmong(ids)])
  const found = shown.map((row) => ({ ...row, services: services.get(row.id) ?? 0, isBlocked: blocked.has(row.id) }))
  return { customers: found, hasOlder: rows.length > customersPerPage }
}

function matches(text: string): SQL | undefined {
  const part = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  return or(
    ilike(users.name, part),
    ilike(users.email, part),
    eq(customers.stripeCustomerId, text),
    inArray(customers.id, ownersOfServices(text, part)),
    inArray(customers.id, ownersOfInvoices(text)),
    inArray(customers.id, ownersOfRefunds(text)),
    inArray(customers.id, ownersOfDisputes(text)),
  )
}

function ownersOfServices(text: string, part: string) {
  const isOrderNumber = /^[\da-f-]{4,36}$/i.test(text)
  return db()
    .select({ id: subscriptions.customerId })
    .from(subscriptions)
    .innerJoin(checkoutSessions, eq(checkoutSessions.id, subscriptions.checkoutSessionId))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(
      or(
        ilike(websites.domain, part),
        ilike(websites.systemDomain, part),
        eq(subscriptions.stripeSubscriptionId, text),
        eq(checkoutSessions.stripeCustomerId, text),
        eq(checkoutSessions.stripeSessionId, text),
        isOrderNumber ? like(sql`${checkoutSessions.id}::text`, `${text.toLowerCase()}%`) : undefined,
      ),
    )
}

function ownersOfInvoices(text: string) {
  return db()
    .select({ id: subscriptions.customerId })
    .from(invoices)
    .innerJoin(subscriptions, eq(subscriptions.id, invoices.subscriptionId))
    .where(or(eq(invoices.stripeInvoiceId, text), eq(invoices.number, text.toUpperCase())))
}

function ownersOfRefunds(text: string) {
  return db()
    .select({ id: refunds.customerId })
    .from(refunds)
    .where(or(eq(refunds.stripeRefundId, text), eq(refunds.stripeChargeId, text)))
}

function ownersOfDisputes(text: string) {
  return db().select({ id: disputes.customerId }).from(disputes).where(eq(disputes.stripeDisputeId, text))
}

async function countServices(ids: string[]): Promise<Map<string, number>> {
  const rows = await db()
    .select({ id: subscriptions.customerId, services: sql<number>`count(*)::int` })
    .from(subscriptions)
    .where(
      and(inArray(subscriptions.customerId, ids), notInArray(subscriptions.status, ['canceled', 'incomplete_expired'])),
    )
    .groupBy(subscriptions.customerId)
  return new Map(rows.map((row) => [row.id, row.services]))
}

async function blockedAmong(ids: string[]): Promise<Set<string>> {
  const rows = await db()
    .selectDistinct({ id: disputes.customerId })
    .from(disputes)
    .where(and(inArray(disputes.customerId, ids), blocksPurchases()))
  return new Set(rows.map((row) => row.id))
}
