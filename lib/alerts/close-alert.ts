import { and, eq, isNull } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'

/**
 * Takes an alert off the list because staff have seen to it. What still is not well raises it again.
 * @param actor `user:<id>` of the member of staff
 */
export async function closeAlert(alertId: string, actor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [closed] = await tx
      .update(alerts)
      .set({ resolvedAt: now() })
      .where(and(eq(alerts.id, alertId), isNull(alerts.resolvedAt)))
      .returning()
    if (!closed) return
    const { kind, subject, summary } = closed
    await recordAudit(tx, {
      actor,
      action: 'alert.closed',
      subject: `alerts:${alertId}`,
      details: { kind, subject, summary },
    })
  })
}
