import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'
import { dunnings, retentions, suspensions } from '@/db/schema/service-state'
import { watchUpkeep } from '@/lib/alerts/watch-upkeep'
import { now } from '@/lib/clock'
import { db, isDatabaseTrouble } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { log } from '@/lib/log'
import { applyServiceState } from './apply-service-state'
import { findEndingSoon, remindOfEnd } from './remind-of-end'

/**
 * Does what became due by the time alone: reminders, suspensions, warnings, deletions, words about an end that nears. Each service is worked on in a
 * transaction of its own, and one that fails does not hold up the others.
 * @throws Error when some failed, after all were tried
 */
export function runBillingClock(): Promise<void> {
  return watchUpkeep('The billing clock', doWhatIsDue)
}

async function doWhatIsDue(): Promise<void> {
  const failed = [
    ...(await doEach(await dueSubscriptions(), (tx, id) =>
      applyServiceState(tx, id, { actor: 'system', cause: 'clock' }),
    )),
    ...(await doEach(await findEndingSoon(), remindOfEnd)),
  ]
  if (failed.length > 0) throw new Error(`Failed for the subscriptions ${failed.join(', ')}`)
}

/** @returns those for which it failed */
async function doEach(
  subscriptionIds: Iterable<string>,
  work: (tx: Tx, subscriptionId: string) => Promise<void>,
): Promise<string[]> {
  const failed: string[] = []
  for (const subscriptionId of subscriptionIds) {
    try {
      await db().transaction((tx) => work(tx, subscriptionId))
    } catch (error) {
      log().error({ err: error, subscriptionId }, 'what is due for a subscription could not be done')
      // The next minute does it.
      if (!isDatabaseTrouble(error)) failed.push(`${subscriptionId} (${explainError(error)})`)
    }
  }
  return failed
}

async function dueSubscriptions(): Promise<Set<string>> {
  const [ofDunnings, ofRetentions, stillOnline] = await Promise.all([
    db().select({ id: dunnings.subscriptionId }).from(dunnings).where(lte(dunnings.nextAt, now())),
    db().select({ id: retentions.subscriptionId }).from(retentions).where(lte(retentions.nextAt, now())),
    // Suspended while their sites were still being set up.
    db()
      .select({ id: suspensions.subscriptionId })
      .from(suspensions)
      .innerJoin(websites, eq(websites.subscriptionId, suspensions.subscriptionId))
      .where(and(isNull(suspensions.liftedAt), eq(websites.status, 'active'))),
  ])
  return new Set([...ofDunnings, ...ofRetentions, ...stillOnline].map((row) => row.id))
}
