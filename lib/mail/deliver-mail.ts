import { and, eq, ne, sql } from 'drizzle-orm'
import { emailLog } from '@/db/schema/mail'
import { brand, type Department } from '@/lib/brand'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { explainFailure, MailRefused } from './explain-failure'
import { smtp } from './transport'
import { writeMail } from './write-mail'

type Row = typeof emailLog.$inferSelect

/**
 * Sends a recorded mail and marks its row `sent`; one that was sent already is left alone. Nothing is locked while the
 * mail server is spoken to, so whoever calls this sees to it that one mail is not delivered twice at the same time.
 * @throws MailRefused when the server will never take it (the row is then `failed`), MailNotSent when it is worth
 *   another try (the row stays `queued`)
 */
export async function deliverMail(emailLogId: string): Promise<void> {
  const row = await countAttempt(emailLogId)
  if (!row) return
  const messageId = await send(row)
  await db()
    .update(emailLog)
    .set({ status: 'sent', messageId, sentAt: now(), error: null })
    .where(eq(emailLog.id, emailLogId))
}

/** The row with one more attempt; undefined when the mail was sent before. */
async function countAttempt(emailLogId: string): Promise<Row | undefined> {
  const [row] = await db()
    .update(emailLog)
    .set({ attempts: sql`${emailLog.attempts} + 1` })
    .where(and(eq(emailLog.id, emailLogId), ne(emailLog.status, 'sent')))
    .returning()
  if (row) return row
  const [sent] = await db().select({ id: emailLog.id }).from(emailLog).where(eq(emailLog.id, emailLogId))
  if (!sent) throw new Error(`There is no mail ${emailLogId}`)
  return undefined
}

async function send(row: Row): Promise<string> {
  let secret: string | null = null
  try {
    const written = await writeMail(row)
    secret = written.secret
    const messageId = messageIdOf(row, secret)
    const { html, text } = written
    await smtp().sendMail({ ...headersOf(row), messageId, html, text })
    return messageId
  } catch (error) {
    const failure = explainFailure(error, secret)
    const status = failure instanceof MailRefused ? 'failed' : 'queued'
    await db().update(emailLog).set({ status, error: failure.message }).where(eq(emailLog.id, row.id))
    throw failure
  }
}

/**
 * The same for every try, so that a mail program can tell a duplicate after a crash. A mail with a secret is another
 * mail each time, and only the newest one's secret works: it must not be taken for a duplicate and hidden.
 */
function messageIdOf(row: Row, secret: string | null): string {
  return `<${secret ? `${row.id}.${row.attempts}` : row.id}@${mailDomain()}>`
}

function headersOf(row: Row) {
  const { name, address } = senderOf(row.department)
  return {
    from: { name, address },
    replyTo: { name, address },
    to: row.toAddress,
    subject: row.subject,
    envelope: { from: env().EMAIL_FROM, to: row.toAddress },
    // Asks out-of-office programs not to answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function senderOf(department: string): { name: string; address: string } {
  if (!isDepartment(department)) throw new Error(`There is no department named ${department}`)
  return { name: brand.departments[department].name, address: `${department}@${mailDomain()}` }
}

function isDepartment(name: string): name is Department {
  return Object.hasOwn(brand.departments, name)
}

function mailDomain(): string {
  return env().EMAIL_FROM.slice(env().EMAIL_FROM.lastIndexOf('@') + 1)
}
