import { eq } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { orderOfCustomer } from '@/lib/stripe/order-of-customer'

type Customer = { id: string; email: string }

/**
 * Whose customer of Stripe's this is. Every checkout makes one there, so that one customer of ours may have several.
 * @returns null for one that is none of ours
 * @throws Error when the order is ours and its fulfilment has not recorded it yet: the caller's job is tried again;
 *   AppError `stripe_unreachable`, `stripe_refused`
 */
export async function findCustomer(stripeCustomerId: string): Promise<Customer | null> {
  const [customer] = await db()
    .select({ id: customers.id, email: customers.email })
    .from(checkoutSessions)
    .innerJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(eq(checkoutSessions.stripeCustomerId, stripeCustomerId))
    .limit(1)
  if (customer) return customer
  const orderId = await orderOfCustomer(stripeCustomerId)
  const isOurs = orderId !== null && (await db().$count(checkoutSessions, eq(checkoutSessions.id, orderId))) > 0
  if (isOurs) throw new Error(`The customer ${stripeCustomerId} of order ${orderId} is not recorded yet`)
  return null
}
