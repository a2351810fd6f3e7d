import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, purchaseClearances } from '@/db/schema/disputes'
import { settledDisputeStatuses } from '@/lib/billing/dispute-holds'
import { db } from '@/lib/database'
import type { Money } from '@/lib/money'
import { dashboardUrl } from '@/lib/stripe/dashboard-url'
import { type Actor, nameActors } from './name-actors'

export type Dispute = {
  id: string
  amount: Money
  openedAt: Date
  /** Stripe's own words. */
  reason: string
  status: string
  /** Whether it is settled in our favour. */
  isSettled: boolean
  /** Staff's word that the customer may buy all the same. */
  clearance: { by: Actor; reason: string; at: Date } | null
  stripeUrl: string | null
}

export type Customer = {
  id: string
  name: string
  email: string
  since: Date
  disputes: Dispute[]
  /** Whether a dispute keeps the customer from buying. */
  isBlocked: boolean
  /** One for each purchase; empty with the stand-in. */
  stripeUrls: string[]
}

/** @returns null when there is none */
export async function getCustomer(id: string): Promise<Customer | null> {
  const [found] = await db()
    .select({ id: customers.id, name: users.name, email: users.email, since: customers.createdAt })
    .from(customers)
    .innerJoin(users, eq(users.id, customers.userId))
    .where(eq(customers.id, id))
  if (!found) return null
  const [about, stripeUrls] = await Promise.all([listDisputes(id), listStripeUrls(id)])
  const isBlocked = about.some(({ isSettled, clearance }) => !isSettled && !clearance)
  return { ...found, disputes: about, isBlocked, stripeUrls }
}

async function listDisputes(customerId: string): Promise<Dispute[]> {
  const rows = await db()
    .select({ dispute: disputes, clearance: purchaseClearances })
    .from(disputes)
    .leftJoin(
      purchaseClearances,
      and(eq(purchaseClearances.disputeId, disputes.id), isNull(purchaseClearances.withdrawnAt)),
    )
    .where(eq(disputes.customerId, customerId))
    .orderBy(desc(disputes.openedAt))
  const actorOf = await nameActors(rows.flatMap(({ clearance }) => clearance?.actor ?? []))
  return rows.map(({ dispute, clearance }) => ({
    id: dispute.id,
    amount: { amountMinor: dispute.amount, currency: dispute.currency },
    openedAt: dispute.openedAt,
    reason: dispute.reason,
    status: dispute.status,
    isSettled: settledDisputeStatuses.includes(dispute.status),
    clearance: clearance && { by: actorOf(clearance.actor), reason: clearance.reason, at: clearance.createdAt },
    stripeUrl: dashboardUrl('disputes', dispute.stripeDisputeId),
  }))
}

async function listStripeUrls(customerId: string): Promise<string[]> {
  const rows = await db()
    .selectDistinct({ id: checkoutSessions.stripeCustomerId })
    .from(subscriptions)
    .innerJoin(checkoutSessions, eq(checkoutSessions.id, subscriptions.checkoutSessionId))
    .where(and(eq(subscriptions.customerId, customerId), isNotNull(checkoutSessions.stripeCustomerId)))
  return rows.flatMap((row) => dashboardUrl('customers', row.id) ?? [])
}
