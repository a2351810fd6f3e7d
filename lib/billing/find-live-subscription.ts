import { eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'

type Subscription = typeof subscriptions.$inferSelect

/** Words of Stripe's for what is over. */
export const endedStatuses = ['canceled', 'incomplete_expired']

/**
 * A subscription that somebody wants to change, whosever it is.
 * @throws AppError `not_found`, `subscription_ended`
 */
export async function findLiveSubscription(subscriptionId: string): Promise<Subscription> {
  const [row] = await db().select().from(subscriptions).where(eq(subscriptions.id, subscriptionId))
  if (!row) throw new AppError('not_found', 'We do not know that service.')
  refuseEnded(row)
  return row
}

/** @throws AppError `subscription_ended` */
export function refuseEnded(subscription: Subscription): void {
  if (isLive(subscription)) return
  throw new AppError('subscription_ended', 'That service has ended. Order it again to go on with it.')
}

export function isLive({ status }: Pick<Subscription, 'status'>): boolean {
  return !endedStatuses.includes(status)
}
