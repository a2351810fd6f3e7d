import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { stripeEvents } from '@/db/schema/webhooks'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { queueEvent } from '@/lib/webhooks/store-event'
import type { Findings } from './findings'
import { queueAgain } from './queue-again'

const stuckAfterMs = 2 * 60_000
const atMost = 200

/** Gives events that wait in the inbox without a job their job again. */
export async function requeueEvents(found: Findings): Promise<void> {
  const isWaiting = inArray(stripeEvents.status, ['received', 'failed'])
  found.looked += await db().$count(stripeEvents, isWaiting)
  const waiting = await db()
    .select({ id: stripeEvents.id, type: stripeEvents.type })
    .from(stripeEvents)
    .where(
      and(
        isWaiting,
        lt(stripeEvents.receivedAt, new Date(now().getTime() - stuckAfterMs)),
        sql`not exists (select 1 from graphile_worker.jobs where key = 'stripe-event:' || ${stripeEvents.id})`,
      ),
    )
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(atMost)
  for (const { id, type } of waiting) {
    const isQueued = await db().transaction((tx) =>
      queueAgain(tx, {
        lock: tx
          .select()
          .from(stripeEvents)
          .where(and(eq(stripeEvents.id, id), isWaiting))
          .for('update'),
        key: `stripe-event:${id}`,
        subject: `stripe_events:${id}`,
        add: () => queueEvent(tx, id),
      }),
    )
    if (isQueued) found.repaired.push(`Event ${id} (${type}) was stuck without a job`)
  }
}
