import type { AlertKind } from '@/lib/alerts/alert-kind'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { db } from '@/lib/database'

/** What a pass has come upon; what was found before a failure stays. Sentences are for staff. */
export type Findings = {
  /** How many things were looked at. */
  looked: number
  repaired: string[]
  needsPerson: string[]
}

/** Whose change it is, for the audit log. */
export const causedBy = { cause: 'reconciliation' }

/** Leaves a difference to staff: by an alert, which is one however often it is found. */
export async function callPerson(
  found: Findings,
  alert: { kind: AlertKind; subject: string; summary: string },
): Promise<void> {
  await db().transaction((tx) => raiseAlert(tx, alert))
  found.needsPerson.push(alert.summary)
}
