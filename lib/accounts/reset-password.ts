import { and, eq, gt, sql } from 'drizzle-orm'
import { users, verifications } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { checkNewPassword } from './check-new-password'
import { resetIdentifierOf } from './create-reset-token'
import { hashPassword } from './password-hash'
import { storePassword } from './store-password'

/** Whose password a token may set; null when it is unknown, used or too old. */
export async function findResetToken(token: string): Promise<{ userId: string; email: string } | null> {
  const [row] = await db()
    .select({ userId: users.id, email: users.email })
    .from(verifications)
    .innerJoin(users, eq(users.id, sql`${verifications.value}::uuid`))
    .where(usable(token))
  return row ?? null
}

/**
 * Sets a new password by the token of a reset mail. The token reached the mailbox, so the address counts as verified;
 * every session of the user ends.
 * @throws AppError invalid_request for a token that does not work (without fields) and for a weak password (`newPassword`)
 */
export async function resetPassword({ token, newPassword }: { token: string; newPassword: string }): Promise<void> {
  const holder = await findResetToken(token)
  if (!holder) throw deadLink()
  const { userId, email } = holder
  checkNewPassword(newPassword, email)
  const hash = await hashPassword(newPassword)
  await db().transaction(async (tx) => {
    await tx.update(users).set({ emailVerified: true, mustChangePassword: false }).where(eq(users.id, userId))
    const [used] = await tx.delete(verifications).where(usable(token)).returning({ id: verifications.id })
    if (!used) throw deadLink()
    await storePassword(tx, { userId, hash })
    await recordAudit(tx, { actor: `user:${userId}`, action: 'password_reset', subject: `users:${userId}` })
  })
}

function usable(token: string) {
  return and(eq(verifications.identifier, resetIdentifierOf(token)), gt(verifications.expiresAt, now()))
}

function deadLink(): AppError {
  const message = 'This link has been used or is too old. Please ask for a new one.'
  return new AppError('invalid_request', message, { reason: 'link_dead' })
}
