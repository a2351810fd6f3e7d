import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, users } from '@/db/schema/accounts'
import { db } from '@/lib/database'
import { makeTemporaryPassword } from './make-temporary-password'
import { hashPassword } from './password-hash'

/**
 * Gives a user a new temporary password and stores its hash (bcrypt, cost 10).
 * @param guard refuses, by throwing, in the transaction that stores it
 * @returns the password, which exists nowhere else; null when the user has chosen one already, which stays
 */
export async function setTemporaryPassword(userId: string, guard?: (tx: Tx) => Promise<void>): Promise<string | null> {
  const password = makeTemporaryPassword()
  const hash = await hashPassword(password)
  const isStored = await db().transaction(async (tx) => {
    await guard?.(tx)
    // The lock makes a password that is being chosen at this moment win.
    const [waiting] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.mustChangePassword, true)))
      .for('update')
    if (!waiting) return false
    await tx
      .insert(accounts)
      .values({ userId, accountId: userId, providerId: 'credential', password: hash })
      .onConflictDoUpdate({ target: [accounts.userId, accounts.providerId], set: { password: hash } })
    return true
  })
  return isStored ? password : null
}
