import { and, eq, gt, inArray, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { subscriptions } from '@/db/schema/billing'
import { renewalStops } from '@/db/schema/disputes'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { queueMail } from '@/lib/mail/queue-mail'
import { keptUntil } from './apply-retention'
import { addDays } from './days'
import { loadService, namesOf, readerOf } from './load-service'

const daysBefore = 7

/**
 * Whether the mail about a cancellation says it early enough for a reminder to be of use: otherwise the two would come
 * within days.
 */
export function isWorthReminding(cancelAt: Date): boolean {
  return cancelAt > addDays(now(), daysBefore + 1)
}

/** The services that end within a week and whose customers were not reminded of that end. */
export async function findEndingSoon(): Promise<string[]> {
  const rows = await db().select({ id: subscriptions.id }).from(subscriptions).where(isEndingSoon())
  return rows.map(({ id }) => id)
}

/** Writes to the customer, once for each end, unless it was taken back meanwhile. */
export async function remindOfEnd(tx: Tx, subscriptionId: string): Promise<void> {
  const service = await loadService(tx, subscriptionId)
  const [ending] = await tx
    .update(subscriptions)
    .set({ endTold: sql`${subscriptions.cancelAt}` })
    .where(and(eq(subscriptions.id, subscriptionId), isEndingSoon()))
    .returning()
  if (!ending?.cancelAt) return
  await queueMail(tx, {
    dedupeKey: `ending:${subscriptionId}:${ending.cancelAt.getTime()}`,
    template: 'ending-soon',
    ...readerOf(service),
    props: {
      ...namesOf(service),
      serviceId: subscriptionId,
      endsAt: ending.cancelAt.toISOString(),
      keptUntil: keptUntil(ending.cancelAt).toISOString(),
    },
  })
}

/**
 * What a dispute ends is no wish of its customer's, who could not take it back either; whoever owes a payment is written to
 * about that.
 */
function isEndingSoon() {
  const stops = db()
    .select({ id: renewalStops.subscriptionId })
    .from(renewalStops)
    .where(and(eq(renewalStops.subscriptionId, subscriptions.id), isNull(renewalStops.liftedAt)))
  return and(
    inArray(subscriptions.status, ['active', 'trialing']),
    gt(subscriptions.cancelAt, now()),
    lte(subscriptions.cancelAt, addDays(now(), daysBefore)),
    or(isNull(subscriptions.endTold), ne(subscriptions.endTold, subscriptions.cancelAt)),
    notExists(stops),
  )
}
