import { and, eq } from 'drizzle-orm'
import { accounts, users } from '@/db/schema/accounts'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { createAccount } from './create-account'
import { hashPassword, verifyPassword } from './password-hash'
import { storePassword } from './store-password'

/**
 * Makes sure that this address is a member of staff who signs in with this password; may run again with another one.
 * @returns `created` is false when the address had an account already
 */
export async function createStaff({
  email,
  name,
  password,
}: {
  email: string
  name: string
  password: string
}): Promise<{ created: boolean }> {
  const hash = await hashPassword(password)
  return db().transaction(async (tx) => {
    const { userId, created } = await createAccount(tx, { email, name })
    await tx.update(users).set({ role: 'staff', mustChangePassword: false }).where(eq(users.id, userId))
    const [account] = await tx
      .select({ hash: accounts.password })
      .from(accounts)
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
    const isUnchanged = account?.hash && (await verifyPassword({ password, hash: account.hash }))
    if (!isUnchanged) await storePassword(tx, { userId, hash })
    if (created) await recordAudit(tx, { actor: 'system', action: 'staff_created', subject: `users:${userId}` })
    return { created }
  })
}
