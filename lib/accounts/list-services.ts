import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { type ProductLimits, products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { websites } from '@/db/schema/provisioning'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { db } from '@/lib/database'
import type { Money } from '@/lib/money'

export type Service = {
  /** Of its subscription. */
  id: string
  planCode: string
  planName: string
  limits: ProductLimits
  cycle: BillingCycle
  state: ServiceState
  /** Null until the site has its name. */
  domain: string | null
  /** Where the site opens; null until it runs. */
  url: string | null
  /** What a renewal costs. */
  price: Money
  /** When it renews or, with `isEnding`, ends or ended; null until the payment is recorded. */
  periodEnd: Date | null
  isEnding: boolean
}

export type ServiceState = 'setting_up' | 'running' | 'payment_due' | 'suspended' | 'ended'

/** What a user pays for, newest first. */
export async function listServices(userId: string): Promise<Service[]> {
  return selectServices(eq(customers.userId, userId))
}

/** The services that match a condition, whosever they are, newest first. */
export async function selectServices(condition: SQL | undefined): Promise<Service[]> {
  const rows = await db()
    .select({
      id: subscriptions.id,
      planCode: products.code,
      planName: products.name,
      limits: products.limits,
      cycle: subscriptions.billingCycle,
      subscriptionStatus: subscriptions.status,
      websiteStatus: websites.status,
      domain: websites.domain,
      url: websites.url,
      // Until Stripe was asked, what was agreed at the checkout.
      amountMinor: sql<number>`coalesce(${subscriptions.amount}, ${checkoutSessions.renewalAmount})`,
      currency: sql<string>`coalesce(${subscriptions.currency}, ${checkoutSessions.currency})`,
      currentPeriodEnd: subscriptions.currentPeriodEnd,
      cancelAt: subscriptions.cancelAt,
      endedAt: subscriptions.endedAt,
    })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .innerJoin(checkoutSessions, eq(checkoutSessions.id, subscriptions.checkoutSessionId))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(condition)
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
  return rows.map((row) => {
    const state = stateOf(row.subscriptionStatus, row.websiteStatus)
    return {
      id: row.id,
      planCode: row.planCode,
      planName: row.planName,
      limits: row.limits,
      cycle: row.cycle,
      state,
      domain: row.domain,
      url: state === 'running' || state === 'payment_due' ? row.url : null,
      price: { amountMinor: row.amountMinor, currency: row.currency },
      periodEnd: row.endedAt ?? row.cancelAt ?? row.currentPeriodEnd,
      isEnding: row.cancelAt !== null || state === 'ended',
    }
  })
}

/** One state for the customer out of Stripe's (https://docs.stripe.com/api/subscriptions/object) and the site's. */
function stateOf(subscription: string, website: typeof websites.$inferSelect.status | null): ServiceState {
  if (website === 'terminating' || website === 'terminated') return 'ended'
  if (subscription === 'canceled' || subscription === 'incomplete_expired') return 'ended'
  if (website === 'suspended') return 'suspended'
  if (website !== 'active') return 'setting_up'
  return subscription === 'past_due' || subscription === 'unpaid' ? 'payment_due' : 'running'
}
