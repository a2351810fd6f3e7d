import type { Tx } from '@/db/client'
import type { emailLog } from '@/db/schema/mail'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { resolveAlert } from '@/lib/alerts/resolve-alert'

type Row = Pick<typeof emailLog.$inferSelect, 'toAddress' | 'subject'>

/**
 * Tells staff, in the caller's transaction, that a mail did not reach its reader, who may rely on it: whoever is to pay
 * was then never asked to. One alert an address, however many mails it loses.
 * @param why without secrets
 */
export async function alertUndelivered(tx: Tx, { toAddress, subject }: Row, why: string): Promise<void> {
  const summary = `“${subject}” did not reach ${toAddress}: ${why}`
  await raiseAlert(tx, { kind: 'mail_undelivered', subject: subjectOf(toAddress), summary })
}

/** Takes that back once a later mail to the address got through. */
export async function resolveUndelivered(tx: Tx, { toAddress }: Pick<Row, 'toAddress'>): Promise<void> {
  await resolveAlert(tx, { kind: 'mail_undelivered', subject: subjectOf(toAddress) })
}

function subjectOf(toAddress: string): string {
  return `mail-address:${toAddress.toLowerCase()}`
}
