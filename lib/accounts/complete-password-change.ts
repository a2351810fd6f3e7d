import { and, eq } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { checkNewPassword, refusedPassword } from './check-new-password'
import { hashPassword, verifyPassword } from './password-hash'
import { storePassword } from './store-password'

/**
 * Replaces a temporary password by the one that the user has chosen, ends the user's sessions and lifts the duty
 * to choose. The temporary one came by mail, so the address counts as verified. Does nothing for a user without that duty.
 * @throws AppError invalid_request when the password is too easy to guess or is the temporary one
 */
export async function completePasswordChange(change: { userId: string; newPassword: string }): Promise<void> {
  const { userId, newPassword } = change
  const old = await findOldPassword(userId)
  if (!old) return
  checkNewPassword(newPassword, old.email)
  if (old.hash && (await verifyPassword({ password: newPassword, hash: old.hash }))) {
    throw refusedPassword('password_temporary', 'Choose a password that differs from the temporary one.')
  }
  const hash = await hashPassword(newPassword)
  await db().transaction(async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ mustChangePassword: false, emailVerified: true })
      .where(and(eq(users.id, userId), eq(users.mustChangePassword, true)))
      .returning({ id: users.id })
    if (!changed) return
    await storePassword(tx, { userId, hash })
    await recordAudit(tx, { actor: `user:${userId}`, action: 'password_changed', subject: `users:${userId}` })
  })
}

async function findOldPassword(userId: string): Promise<{ email: string; hash: string | null } | undefined> {
  const [row] = await db()
    .select({ email: users.email, hash: accounts.password })
    .from(users)
    .leftJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
    .where(and(eq(users.id, userId), eq(users.mustChangePassword, true)))
  return row
}
