import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'

/**
 * Gives the job of an alert all of its tries again, from now. Any other alert is left as it is.
 * @param actor `user:<id>` of the member of staff
 */
export async function retryDeadJob(alertId: string, actor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [closed] = await tx
      .update(alerts)
      .set({ resolvedAt: now() })
      .where(
        and(eq(alerts.id, alertId), inArray(alerts.kind, ['job_failed', 'event_failed']), isNull(alerts.resolvedAt)),
      )
      .returning({ subject: alerts.subject })
    if (!closed) return
    const [table, id = ''] = closed.subject.split(':')
    const isTheJob = table === 'stripe_events' ? sql`key = ${`stripe-event:${id}`}` : sql`id::text = ${id}`
    await tx.execute(sql`
      select graphile_worker.reschedule_jobs(array_agg(id), run_at => now(), attempts => 0)
      from graphile_worker.jobs where ${isTheJob} having count(*) > 0`)
    await recordAudit(tx, { actor, action: 'job.retried', subject: closed.subject })
  })
}
