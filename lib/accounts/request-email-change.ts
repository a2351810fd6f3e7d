import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, emailChanges, users } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError, type RefusalReason } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue-mail'
import { normalizeEmail } from './create-account'
import { verifyPassword } from './password-hash'

type Wish = {
  userId: string
  /** As it was typed, and known to look like an address. */
  toEmail: string
  /** The account's own: a browser that was left signed in is not enough to take an account over. */
  password: string
}

type User = typeof users.$inferSelect

/**
 * Sends a link to the address that an account is to have, and a word to the one that it has. Nothing changes before the
 * link is used. It takes the place of an earlier wish. Whether the new address has an account already is not told: then
 * nobody gets a mail.
 * @throws AppError invalid_request for a wrong `password` or the `email` that the account has already
 */
export async function requestEmailChange({ userId, toEmail, password }: Wish): Promise<void> {
  const to = normalizeEmail(toEmail)
  const { user, hash } = await findAccount(userId)
  if (to === user.email) throw refusal('email', 'email_same', 'That is the address that your account has already.')
  if (!hash || !(await verifyPassword({ password, hash }))) {
    throw refusal('password', 'password_wrong', 'That is not the password of your account.')
  }
  await db().transaction(async (tx) => {
    if (await isTaken(tx, to)) return
    await tx.delete(emailChanges).where(and(eq(emailChanges.userId, userId), isNull(emailChanges.confirmedAt)))
    const [change] = await tx
      .insert(emailChanges)
      .values({ userId, fromEmail: user.email, toEmail: to })
      .returning({ id: emailChanges.id })
    if (!change) throw new Error('The change of address was not stored')
    await announce(tx, user, to, change.id)
    await recordAudit(tx, { actor: `user:${userId}`, action: 'email_change.requested', subject: `users:${userId}` })
  })
}

async function findAccount(userId: string): Promise<{ user: User; hash: string | null }> {
  const [row] = await db()
    .select({ user: users, hash: accounts.password })
    .from(users)
    .leftJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
    .where(eq(users.id, userId))
  if (!row) throw new AppError('not_found', 'We do not know that account.')
  return row
}

async function announce(tx: Tx, user: User, to: string, emailChangeId: string): Promise<void> {
  const { name, locale } = user
  const props = { name, toEmail: to }
  await queueMail(tx, {
    dedupeKey: `email-change:${emailChangeId}:verification`,
    template: 'email-verification',
    to,
    locale,
    props: { ...props, emailChangeId },
  })
  await queueMail(tx, {
    dedupeKey: `email-change:${emailChangeId}:notice`,
    template: 'email-change-notice',
    to: user.email,
    locale,
    props,
  })
}

/** Whether an account has an address, in its one spelling. */
export async function isTaken(tx: Tx, email: string): Promise<boolean> {
  return (await tx.$count(users, eq(sql`lower(${users.email})`, email))) > 0
}

function refusal(field: string, reason: RefusalReason, sentence: string): AppError {
  return new AppError('invalid_request', sentence, { reason, fields: { [field]: sentence } })
}
