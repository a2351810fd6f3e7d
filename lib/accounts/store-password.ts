import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, emailChanges, sessions } from '@/db/schema/accounts'

/**
 * Makes a hash the user's password and signs the user out everywhere. A change of the e-mail address that waits for its
 * link is over: whoever asked for it may have known the old password.
 */
export async function storePassword(tx: Tx, { userId, hash }: { userId: string; hash: string }): Promise<void> {
  await tx
    .insert(accounts)
    .values({ userId, accountId: userId, providerId: 'credential', password: hash })
    .onConflictDoUpdate({ target: [accounts.userId, accounts.providerId], set: { password: hash } })
  await tx.delete(sessions).where(eq(sessions.userId, userId))
  await tx.delete(emailChanges).where(and(eq(emailChanges.userId, userId), isNull(emailChanges.confirmedAt)))
}
