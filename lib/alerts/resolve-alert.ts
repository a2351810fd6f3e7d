import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { alerts } from '@/db/schema/alerts'
import { now } from '@/lib/clock'
import type { AlertKind } from './alert-kind'

/** Closes an alert, in the caller's transaction; without an open one nothing happens. */
export async function resolveAlert(tx: Tx, { kind, subject }: { kind: AlertKind; subject: string }): Promise<void> {
  await tx
    .update(alerts)
    .set({ resolvedAt: now() })
    .where(and(eq(alerts.kind, kind), eq(alerts.subject, subject), isNull(alerts.resolvedAt)))
}
