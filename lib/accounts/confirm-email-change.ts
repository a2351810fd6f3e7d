import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { customers, emailChanges, users, verifications } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { addJob } from '@/lib/jobs/add-job'
import { resolveUndelivered } from '@/lib/mail/alert-undelivered'
import { digestOf } from './create-email-token'
import { resetTokensOf } from './create-reset-token'
import { isTaken } from './request-email-change'

/** The address that a link would give to its account; null when the link is unknown, used or too old. */
export async function findEmailChange(token: string): Promise<{ fromEmail: string; toEmail: string } | null> {
  const [row] = await db()
    .select({ fromEmail: emailChanges.fromEmail, toEmail: emailChanges.toEmail })
    .from(emailChanges)
    .innerJoin(users, and(eq(users.id, emailChanges.userId), eq(users.email, emailChanges.fromEmail)))
    .where(usable(token))
  return row ?? null
}

/**
 * Gives an account the address that its link was sent to, which counts as verified from then on. Links to a new password
 * that were sent to the old address stop working. Stripe hears of it from a job.
 * @throws AppError invalid_request for a link that does not work, or when another account has got the address meanwhile
 */
export async function confirmEmailChange(token: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [change] = await tx.update(emailChanges).set({ confirmedAt: now() }).where(usable(token)).returning()
    if (!change) throw deadLink()
    if (await isTaken(tx, change.toEmail)) throw taken()
    await move(tx, change)
  })
}

async function move(tx: Tx, { id, userId, fromEmail, toEmail }: typeof emailChanges.$inferSelect): Promise<void> {
  const [moved] = await tx
    .update(users)
    .set({ email: toEmail, emailVerified: true })
    .where(and(eq(users.id, userId), eq(users.email, fromEmail)))
    .returning({ id: users.id })
  if (!moved) throw deadLink()
  await tx.delete(verifications).where(resetTokensOf(userId))
  // Nothing is to be sent there any more.
  await resolveUndelivered(tx, { toAddress: fromEmail })
  const [customer] = await tx
    .update(customers)
    .set({ email: toEmail })
    .where(eq(customers.userId, userId))
    .returning({ id: customers.id })
  if (customer) {
    const key = `customer-email:${customer.id}`
    await addJob(tx, 'sync-customer-email', { customerId: customer.id }, { key })
  }
  const details = { change: id, from: fromEmail, to: toEmail }
  await recordAudit(tx, { actor: `user:${userId}`, action: 'email_changed', subject: `users:${userId}`, details })
}

function usable(token: string) {
  return and(
    eq(emailChanges.tokenDigest, digestOf(token)),
    isNull(emailChanges.confirmedAt),
    gt(emailChanges.expiresAt, now()),
  )
}

function deadLink(): AppError {
  return new AppError('invalid_request', 'This link has been used or is too old. Please ask for a new one.', {
    reason: 'link_dead',
  })
}

function taken(): AppError {
  return new AppError('invalid_request', 'Another account has this address now, so yours keeps the one that it has.', {
    reason: 'email_taken',
  })
}
