import { and, inArray, isNull } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import type { AlertKind } from '@/lib/alerts/alert-kind'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { db } from '@/lib/database'

/** Closes the open alerts of some kinds whose subject was found to be well. */
export async function closeAlerts(kinds: AlertKind[], isWell: (subject: string) => boolean): Promise<void> {
  const open = await db()
    .select({ kind: alerts.kind, subject: alerts.subject })
    .from(alerts)
    .where(and(inArray(alerts.kind, kinds), isNull(alerts.resolvedAt)))
  for (const alert of open) {
    if (isWell(alert.subject)) await db().transaction((tx) => resolveAlert(tx, alert))
  }
}
