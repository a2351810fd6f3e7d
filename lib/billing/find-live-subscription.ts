import { eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'

/**
 * A subscription that its customer wants to change.
 * @throws AppError `not_found`, `subscription_ended`
 */
export async function findLiveSubscription(subscriptionId: string): Promise<typeof subscriptions.$inferSelect> {
  const [row] = await db().select().from(subscriptions).where(eq(subscriptions.id, subscriptionId))
  if (!row) throw new AppError('not_found', 'We do not know that service.')
  if (row.status === 'canceled' || row.status === 'incomplete_expired') {
    throw new AppError('subscription_ended', 'That service has ended. Order it again to go on with it.')
  }
  return row
}
