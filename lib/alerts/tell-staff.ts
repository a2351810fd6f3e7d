import { and, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { alerts } from '@/db/schema/alerts'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { departmentAddress } from '@/lib/mail/department-address'
import { queueMail } from '@/lib/mail/queue-mail'
import { planStaffMail, untilNextMail } from './plan-staff-mail'

/** Any number that nothing else in this database locks. */
const tellingLock = 7_301_945

/** A mail of thousands of lines is read by nobody; the page has them all. */
const maxListed = 50

/** Writes staff one mail about all that is new, when its time has come; may be called at any time, and twice at once. */
export async function tellStaff(): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${tellingLock})`)
    const waitMs = await untilNextMail(tx)
    if (waitMs === null) return
    if (waitMs > 0) return planStaffMail(tx)
    const told = await markTold(tx)
    const [first] = told
    if (!first) return
    await queueMail(tx, {
      dedupeKey: `alerts:${first.id}`,
      template: 'staff-alerts',
      to: departmentAddress('support'),
      props: {
        alerts: told.slice(0, maxListed).map(({ kind, summary, count }) => ({ kind, summary, count })),
        total: told.length,
      },
    })
  })
}

async function markTold(tx: Tx) {
  const told = await tx
    .update(alerts)
    .set({ notifiedAt: now() })
    .where(and(isNull(alerts.notifiedAt), isNull(alerts.resolvedAt)))
    .returning()
  return told.sort((a, b) => a.firstRaisedAt.getTime() - b.firstRaisedAt.getTime())
}
