import { and, eq, isNull } from 'drizzle-orm'
import { emailLog } from '@/db/schema/mail'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { alertUndelivered } from './alert-undelivered'
import { mailOfSender } from './envelope-sender'
import { type DeliveryReport, parseBounce } from './parse-bounce'

type Row = typeof emailLog.$inferSelect

/**
 * Writes down that a mail of ours came back for good, and tells staff, once a mail. What says no such thing is left
 * alone: an answer of a program or a person, a server that still tries, and a report about a mail that is none of ours.
 * @param raw the report, a whole mail
 * @returns whether it was written down
 */
export async function recordBounce(raw: string): Promise<{ recorded: boolean }> {
  const report = await parseBounce(raw)
  const emailLogId = report?.sentTo.map(mailOfSender).find((id) => id !== null)
  if (!report?.isFinal || !emailLogId) return { recorded: false }
  const recorded = await db().transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(emailLog)
      .where(and(eq(emailLog.id, emailLogId), isNull(emailLog.bouncedAt)))
      .for('update')
    if (!row) return false
    const bounceReason = reasonOf(row, report)
    await tx.update(emailLog).set({ bouncedAt: now(), bounceReason }).where(eq(emailLog.id, row.id))
    await alertUndelivered(tx, row, bounceReason)
    return true
  })
  return { recorded }
}

/**
 * A server may quote the mail. One that holds a secret has another Message-ID each time (deliver-mail.ts): of that one
 * nothing but the status is kept.
 */
function reasonOf({ id, messageId }: Row, { status, diagnostic }: DeliveryReport): string {
  const isWithoutSecret = messageId?.startsWith(`<${id}@`) ?? false
  const words = isWithoutSecret ? diagnostic : ''
  // Most servers begin with the status themselves.
  const parts = words.includes(status) ? [words] : [status, words]
  return parts.filter(Boolean).join(' ') || 'The server gave no reason.'
}
