import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { breakers } from '@/db/schema/breakers'
import { db } from '@/lib/database'
import type { Part } from './part'
import { longestProbeMs, probeLeaseMs } from './pauses'
import { Unanswered } from './unanswered'

export type Entry = {
  /** Whether this is the one call that finds out for all whether the part answers again. */
  isProbe: boolean
  failures: number
}

/** @throws Unanswered when the part is known not to answer, and somebody else is finding out or it is too soon */
export async function enterBreaker(part: Part): Promise<Entry> {
  const [breaker] = await db()
    .select({
      failures: breakers.failures,
      reason: breakers.reason,
      isOpen: sql<boolean>`${breakers.openedAt} is not null`,
      waitMs: sql<number>`extract(epoch from ${breakers.nextTryAt} - clock_timestamp())::float8 * 1000`,
    })
    .from(breakers)
    .where(eq(breakers.part, part))
  if (!breaker?.isOpen) return { isProbe: false, failures: breaker?.failures ?? 0 }
  if (breaker.waitMs <= 0 && (await claimProbe(part))) return { isProbe: true, failures: breaker.failures }
  throw new Unanswered(part, breaker.reason ?? 'It does not answer', Math.max(breaker.waitMs, 1_000), true)
}

/** Whoever moves the time of the next try is the one who tries, for the time of a lease. */
async function claimProbe(part: Part): Promise<boolean> {
  const [claimed] = await db()
    .update(breakers)
    .set({ nextTryAt: sql`clock_timestamp() + ${probeLeaseMs} * interval '1 millisecond'` })
    .where(and(eq(breakers.part, part), isNotNull(breakers.openedAt), sql`${breakers.nextTryAt} <= clock_timestamp()`))
    .returning({ part: breakers.part })
  return claimed !== undefined
}

/** Keeps the turn to try while the call takes its time; after a minute somebody else may try beside it. */
export async function keepProbe<Result>(part: Part, call: () => Promise<Result>): Promise<Result> {
  const beganAt = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - beganAt > longestProbeMs) return clearInterval(timer)
    // Where the database does not take it, the lease is over at its time.
    renewProbe(part).catch(() => {})
  }, probeLeaseMs / 3)
  try {
    return await call()
  } finally {
    clearInterval(timer)
  }
}

function renewProbe(part: Part): Promise<void> {
  return moveProbe(part, probeLeaseMs)
}

/** Of a call that found nothing to ask: the next one may try at once. */
export function giveProbeBack(part: Part): Promise<void> {
  return moveProbe(part, 0)
}

async function moveProbe(part: Part, afterMs: number): Promise<void> {
  await db()
    .update(breakers)
    .set({ nextTryAt: sql`clock_timestamp() + ${afterMs} * interval '1 millisecond'` })
    .where(and(eq(breakers.part, part), isNotNull(breakers.openedAt)))
}
