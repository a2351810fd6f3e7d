import { and, eq } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { refuseEnded } from './find-live-subscription'

/** A service, and the user who asks about it. */
export type OwnService = { subscriptionId: string; userId: string }

type Subscription = typeof subscriptions.$inferSelect

/**
 * A subscription of the user who asks. Somebody else's is for them as if there were none.
 * @throws AppError `not_found`
 */
export async function findOwnSubscription({ subscriptionId, userId }: OwnService): Promise<Subscription> {
  const [row] = await db()
    .select({ subscription: subscriptions })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(and(eq(subscriptions.id, subscriptionId), eq(customers.userId, userId)))
  if (!row) throw new AppError('not_found', 'We do not know that service.')
  return row.subscription
}

/**
 * One of the user's own that can still be changed.
 * @throws AppError `not_found`, `subscription_ended`
 */
export async function findOwnLiveSubscription(own: OwnService): Promise<Subscription> {
  const subscription = await findOwnSubscription(own)
  refuseEnded(subscription)
  return subscription
}
