import { desc, eq, like, type SQL } from 'drizzle-orm'
import { emailLog, type emailStatus } from '@/db/schema/mail'
import { db } from '@/lib/database'

export type SentMail = {
  id: string
  subject: string
  status: (typeof emailStatus.enumValues)[number]
  askedAt: Date
  sentAt: Date | null
  attempts: number
  /** Why it was not sent, without secrets. */
  error: string | null
  /** When a mail server told us that it never arrived. */
  bouncedAt: Date | null
  /** Why, without secrets. */
  bounceReason: string | null
}

const mailsShown = 100

/** The newest mails to an address, without what is in them. */
export function listMailsTo(address: string): Promise<SentMail[]> {
  return select(eq(emailLog.toAddress, address))
}

/** The mails that an order made necessary. */
export function listOrderMails(orderId: string): Promise<SentMail[]> {
  return select(like(emailLog.dedupeKey, `order:${orderId}%`))
}

function select(condition: SQL): Promise<SentMail[]> {
  return db()
    .select({
      id: emailLog.id,
      subject: emailLog.subject,
      status: emailLog.status,
      askedAt: emailLog.createdAt,
      sentAt: emailLog.sentAt,
      attempts: emailLog.attempts,
      error: emailLog.error,
      bouncedAt: emailLog.bouncedAt,
      bounceReason: emailLog.bounceReason,
    })
    .from(emailLog)
    .where(condition)
    .orderBy(desc(emailLog.createdAt))
    .limit(mailsShown)
}
