import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { customers, users } from '@/db/schema/accounts'
import { invoices, subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { websites } from '@/db/schema/provisioning'
import type { Money } from '@/lib/money'
import type { Locale } from '@/lib/words/locale'

/** A subscription with all that its effects and mails need. */
export type BilledService = {
  subscription: typeof subscriptions.$inferSelect
  planName: string
  user: { name: string; email: string; locale: Locale }
  /** Null until fulfilment has made it. */
  website: typeof websites.$inferSelect | null
  /** The newest invoice that waits for its payment. */
  dueInvoice: typeof invoices.$inferSelect | null
}

/**
 * Reads a subscription and locks it until the transaction ends, so that its effects are worked out by one at a time.
 * @throws Error when there is none
 */
export async function loadService(tx: Tx, subscriptionId: string): Promise<BilledService> {
  const [subscription] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.id, subscriptionId))
    .for('no key update')
  if (!subscription) throw new Error(`There is no subscription ${subscriptionId}`)
  const [about] = await tx
    .select({ planName: products.name, user: { name: users.name, email: users.email, locale: users.locale } })
    .from(products)
    .innerJoin(customers, eq(customers.id, subscription.customerId))
    .innerJoin(users, eq(users.id, customers.userId))
    .where(eq(products.id, subscription.productId))
  if (!about) throw new Error(`The subscription ${subscriptionId} has no product or no customer`)
  const [website = null] = await tx.select().from(websites).where(eq(websites.subscriptionId, subscriptionId))
  const [dueInvoice = null] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.subscriptionId, subscriptionId), inArray(invoices.status, ['open', 'uncollectible'])))
    .orderBy(desc(invoices.issuedAt))
    .limit(1)
  return { subscription, ...about, website, dueInvoice }
}

/** Whom a mail about the service goes to, and in which language. */
export function readerOf({ user }: BilledService) {
  return { to: user.email, locale: user.locale }
}

/** What a mail calls the service. */
export function namesOf({ user, planName, website }: BilledService) {
  return { name: user.name, planName, serviceName: website?.domain ?? planName }
}

/** What a term costs; null until Stripe was asked. */
export function priceOf({ amount, currency }: BilledService['subscription']): Money | null {
  return amount !== null && currency ? { amountMinor: amount, currency } : null
}
