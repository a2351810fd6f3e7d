import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions, type checkoutStatus } from '@/db/schema/checkout'
import { type fulfilmentStatus, fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import type { StepName } from '@/lib/fulfilment/step-names'
import type { Money } from '@/lib/money'

export type Order = {
  id: string
  number: string
  orderedAt: Date
  customerName: string
  email: string
  /** Null until fulfilment has recorded whose it is. */
  customerId: string | null
  planName: string
  cycle: BillingCycle
  /** Charged today, after the discount. */
  amount: Money
  couponCode: string | null
  /** What its buyer agreed to, and when; null for an order that came by the API. */
  termsVersion: string | null
  termsAcceptedAt: Date | null
  checkoutStatus: (typeof checkoutStatus.enumValues)[number]
  /** Null until it is paid. */
  fulfilmentStatus: (typeof fulfilmentStatus.enumValues)[number] | null
  /** The newest checkpoint that is reached. */
  lastStep: StepName | null
  /** Why it waits or stopped. */
  reason: string | null
  site: { domain: string; url: string | null } | null
}

const ordersPerPage = 50

/**
 * Orders, newest first, 50 a page.
 * @param page from 1
 */
export async function listOrders({ page }: { page: number }): Promise<{ orders: Order[]; hasOlder: boolean }> {
  const rows = await selectOrders(undefined, { limit: ordersPerPage + 1, offset: (page - 1) * ordersPerPage })
  return { orders: rows.slice(0, ordersPerPage), hasOlder: rows.length > ordersPerPage }
}

/** The orders that match a condition on `checkout_sessions`, newest first. */
export async function selectOrders(
  condition: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<Order[]> {
  const rows = await db()
    .select({
      id: checkoutSessions.id,
      orderedAt: checkoutSessions.createdAt,
      customerName: checkoutSessions.customerName,
      email: checkoutSessions.email,
      customerId: subscriptions.customerId,
      planName: products.name,
      productCode: checkoutSessions.productCode,
      cycle: checkoutSessions.billingCycle,
      amountMinor: checkoutSessions.amount,
      currency: checkoutSessions.currency,
      couponCode: checkoutSessions.couponCode,
      termsVersion: checkoutSessions.termsVersion,
      termsAcceptedAt: checkoutSessions.termsAcceptedAt,
      checkoutStatus: checkoutSessions.status,
      fulfilmentStatus: fulfilments.status,
      lastStep: lastStep(),
      reason: fulfilments.reason,
      domain: websites.domain,
      url: websites.url,
    })
    .from(checkoutSessions)
    .leftJoin(products, eq(products.code, checkoutSessions.productCode))
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .leftJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(condition)
    .orderBy(desc(checkoutSessions.createdAt), desc(checkoutSessions.id))
    .limit(limit)
    .offset(offset)
  return rows.map(
    ({ amountMinor, currency, domain, url, productCode, planName, ...row }): Order => ({
      ...row,
      number: orderNumber(row.id),
      planName: planName ?? productCode,
      amount: { amountMinor, currency },
      site: domain ? { domain, url } : null,
    }),
  )
}

function lastStep(): SQL<StepName | null> {
  const newest = db()
    .select({ step: fulfilmentSteps.step })
    .from(fulfilmentSteps)
    .where(sql`${fulfilmentSteps.fulfilmentId} = ${fulfilments.id} and ${fulfilmentSteps.completedAt} is not null`)
    .orderBy(desc(fulfilmentSteps.completedAt))
    .limit(1)
  return sql<StepName | null>`(${newest})`
}
