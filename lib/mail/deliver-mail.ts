import { and, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { emailLog } from '@/db/schema/mail'
import { brand, type Department } from '@/lib/brand'
import { throughBreaker } from '@/lib/breaker/through-breaker'
import { now } from '@/lib/clock'
import { db, isDatabaseTrouble } from '@/lib/database'
import { alertUndelivered, resolveUndelivered } from './alert-undelivered'
import { departmentAddress, mailDomain } from './department-address'
import { envelopeSender } from './envelope-sender'
import { explainFailure, isAnswer, MailRefused } from './explain-failure'
import { smtp } from './transport'
import { writeMail } from './write-mail'

type Row = typeof emailLog.$inferSelect
type OnTaken = () => void | Promise<void>

/** For one mail, whatever the server says meanwhile: one that trickles is never idle. */
const longestMs = 60_000

/**
 * Sends a recorded mail and marks its row `sent`; one that was sent already is left alone. Nothing is locked while the
 * mail server is spoken to, so whoever calls this sees to it that one mail is not delivered twice at the same time.
 * Where that fails, because a worker was cut off and comes back, the newest attempt sends.
 * @param onTaken called when the mail server has taken it, before that is written down
 * @param limitMs after which a server that has not taken it counts as not answering
 * @throws MailRefused when the server will never take it (the row is then `failed` and staff are told); MailNotSent or Unanswered when it is
 *   worth another try (the row stays `queued`)
 */
export async function deliverMail(emailLogId: string, onTaken?: OnTaken, limitMs = longestMs): Promise<void> {
  if (await isSent(emailLogId)) return
  await throughBreaker('smtp', (heard) => tryToDeliver(emailLogId, { heard, limitMs, onTaken }))
}

type Call = { heard: () => void; limitMs: number; onTaken?: OnTaken }

async function isSent(emailLogId: string): Promise<boolean> {
  const [row] = await db().select({ status: emailLog.status }).from(emailLog).where(eq(emailLog.id, emailLogId))
  if (!row) throw new Error(`There is no mail ${emailLogId}`)
  return row.status === 'sent'
}

async function tryToDeliver(emailLogId: string, call: Call): Promise<void> {
  const row = await countAttempt(emailLogId)
  if (!row) return
  const { messageId, secret } = await send(row, call)
  await call.onTaken?.()
  await db().transaction(async (tx) => {
    const [marked] = await tx
      .update(emailLog)
      .set({ status: 'sent', messageId, sentAt: now(), error: null })
      // Since a newer attempt has made a newer secret, what was sent is of no use: that attempt, or the next, sends again.
      .where(secret === null ? eq(emailLog.id, emailLogId) : isNewestAttempt(row))
      .returning({ id: emailLog.id })
    if (!marked) throw new Overtaken()
    await resolveUndelivered(tx, row)
  })
}

/** The row with one more attempt, whose number fences older ones; undefined when the mail was sent meanwhile. */
async function countAttempt(emailLogId: string): Promise<Row | undefined> {
  const [row] = await db()
    .update(emailLog)
    .set({ attempts: sql`${emailLog.attempts} + 1` })
    .where(and(eq(emailLog.id, emailLogId), ne(emailLog.status, 'sent')))
    .returning()
  return row
}

async function send(row: Row, { heard, limitMs }: Call): Promise<{ messageId: string; secret: string | null }> {
  let secret: string | null = null
  let isAsked = false
  try {
    const written = await writeMail(row, (tx) => stopIfOvertaken(tx, row))
    secret = written.secret
    const messageId = messageIdOf(row, secret)
    const { html, text, unsubscribeUrl } = written
    // Once more, as making a secret takes its time.
    await stopIfOvertaken(db(), row)
    isAsked = true
    const signal = AbortSignal.timeout(limitMs)
    await smtp().sendMail({ ...headersOf(row, unsubscribeUrl), messageId, html, text, signal })
    heard()
    return { messageId, secret }
  } catch (error) {
    // Neither says anything about the mail or its server.
    if (!isAsked && (error instanceof Overtaken || isDatabaseTrouble(error))) throw error
    if (isAsked && isAnswer(error)) heard()
    const failure = explainFailure(error, secret)
    await markFailed(row, failure)
    throw failure
  }
}

async function markFailed(row: Row, failure: Error): Promise<void> {
  const isFinal = failure instanceof MailRefused
  await db().transaction(async (tx) => {
    const [marked] = await tx
      .update(emailLog)
      .set({ status: isFinal ? 'failed' : 'queued', error: failure.message })
      .where(isNewestAttempt(row))
      .returning({ id: emailLog.id })
    // The mail to staff is watched by itself (lib/alerts/watch-staff-mail.ts).
    if (marked && isFinal && row.template !== 'staff-alerts') await alertUndelivered(tx, row, failure.message)
  })
}

/** A newer attempt makes a newer secret: the older one must neither take its place nor arrive after it. */
async function stopIfOvertaken(executor: Executor, row: Row): Promise<void> {
  const [newest] = await executor.select({ id: emailLog.id }).from(emailLog).where(isNewestAttempt(row)).for('update')
  if (!newest) throw new Overtaken()
}

class Overtaken extends Error {
  override name = 'Overtaken'

  constructor() {
    super('A newer attempt has taken this mail over')
  }
}

function isNewestAttempt({ id, attempts }: Row) {
  return and(eq(emailLog.id, id), eq(emailLog.attempts, attempts), ne(emailLog.status, 'sent'))
}

/**
 * The same for every try, so that a mail program can tell a duplicate after a crash. A mail with a secret is another
 * mail each time, and only the newest one's secret works: it must not be taken for a duplicate and hidden.
 */
function messageIdOf(row: Row, secret: string | null): string {
  return `<${secret ? `${row.id}.${row.attempts}` : row.id}@${mailDomain()}>`
}

function headersOf(row: Row, unsubscribeUrl?: string) {
  const { name, address } = senderOf(row)
  return {
    from: { name, address },
    replyTo: { name, address },
    to: row.toAddress,
    subject: row.subject,
    envelope: { from: envelopeSender(row.id), to: row.toAddress },
    // Asks out-of-office programs not to answer (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribeUrl && oneClick(unsubscribeUrl)) },
  }
}

/** RFC 8058: a mail program offers a button that needs no page. */
function oneClick(url: string) {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

function senderOf({ department, locale }: Row): { name: string; address: string } {
  if (!isDepartment(department)) throw new Error(`There is no department named ${department}`)
  return { name: brand.departments[department].name[locale], address: departmentAddress(department) }
}

function isDepartment(name: string): name is Department {
  return Object.hasOwn(brand.departments, name)
}
