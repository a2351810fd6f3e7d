import { and, eq, isNotNull } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { setCustomerEmail } from '@/lib/stripe/set-customer-email'

/**
 * Has Stripe write to the address that a customer has now: at each of its own customers, of which every purchase made
 * one. May run any number of times.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncCustomerEmail(customerId: string): Promise<void> {
  const rows = await db()
    .selectDistinct({ email: customers.email, stripeCustomerId: checkoutSessions.stripeCustomerId })
    .from(customers)
    .innerJoin(subscriptions, eq(subscriptions.customerId, customers.id))
    .innerJoin(checkoutSessions, eq(checkoutSessions.id, subscriptions.checkoutSessionId))
    .where(and(eq(customers.id, customerId), isNotNull(checkoutSessions.stripeCustomerId)))
  for (const { email, stripeCustomerId } of rows) {
    if (stripeCustomerId) await setCustomerEmail(stripeCustomerId, email)
  }
}
