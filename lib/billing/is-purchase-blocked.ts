import { and, eq, sql } from 'drizzle-orm'
import { customers, users } from '@/db/schema/accounts'
import { disputes } from '@/db/schema/disputes'
import { db } from '@/lib/database'
import { blocksPurchases } from './dispute-holds'

/**
 * Whether someone may not buy: a payment of theirs is, or stays, disputed, and staff have not cleared them.
 * @param email in lower case
 */
export async function isPurchaseBlocked(email: string): Promise<boolean> {
  const [disputed] = await db()
    .select({ id: disputes.id })
    .from(disputes)
    .innerJoin(customers, eq(customers.id, disputes.customerId))
    .innerJoin(users, eq(users.id, customers.userId))
    .where(and(eq(sql`lower(${users.email})`, email), blocksPurchases()))
    .limit(1)
  return disputed !== undefined
}
