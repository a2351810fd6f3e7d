import { and, isNull, max, min } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { alerts } from '@/db/schema/alerts'
import { now } from '@/lib/clock'
import { addJob } from '@/lib/jobs/add-job'

/** Troubles seldom come alone: those of the next seconds go into the same mail. */
const gatherMs = 3_000
const betweenMailsMs = 15 * 60_000

/**
 * Has staff told of the open alerts that no mail has named yet: seconds after the first, and not within 15 minutes of
 * the mail before.
 */
export async function planStaffMail(tx: Tx): Promise<void> {
  const waitMs = await untilNextMail(tx)
  if (waitMs === null) return
  await addJob(tx, 'tell-staff', {}, { key: 'tell-staff', runAt: new Date(Date.now() + waitMs) })
}

/** @returns milliseconds until the next mail is due, 0 or less when it is; null when there is nothing to tell */
export async function untilNextMail(tx: Tx): Promise<number | null> {
  const [untold] = await tx
    .select({ since: min(alerts.firstRaisedAt) })
    .from(alerts)
    .where(and(isNull(alerts.notifiedAt), isNull(alerts.resolvedAt)))
  if (!untold?.since) return null
  const [told] = await tx.select({ last: max(alerts.notifiedAt) }).from(alerts)
  const dueAt = Math.max(untold.since.getTime() + gatherMs, (told?.last?.getTime() ?? 0) + betweenMailsMs)
  return dueAt - now().getTime()
}
