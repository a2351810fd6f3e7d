import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { alerts } from '@/db/schema/alerts'
import { now } from '@/lib/clock'
import type { AlertKind } from './alert-kind'
import { planStaffMail } from './plan-staff-mail'

const maxSummaryCharacters = 1000

/**
 * Says, in the caller's transaction, that something needs staff. While the alert of that kind and subject is open it
 * counts up and takes the newest summary; staff get one mail about it (see `tellStaff`).
 * @param alert.subject `<table>:<id>`, e.g. `checkout_sessions:…` for an order, or the name of a part such as `smtp`
 * @param alert.summary a sentence for staff, without secrets
 */
export async function raiseAlert(
  tx: Tx,
  { kind, subject, summary }: { kind: AlertKind; subject: string; summary: string },
): Promise<void> {
  const words = summary.slice(0, maxSummaryCharacters)
  const [raised] = await tx
    .insert(alerts)
    .values({ kind, subject, summary: words, firstRaisedAt: now(), lastRaisedAt: now() })
    .onConflictDoUpdate({
      target: [alerts.kind, alerts.subject],
      targetWhere: sql`resolved_at is null`,
      set: { summary: words, lastRaisedAt: now(), count: sql`${alerts.count} + 1` },
    })
    .returning({ count: alerts.count })
  if (raised?.count === 1) await planStaffMail(tx)
}
