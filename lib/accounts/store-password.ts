import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, sessions } from '@/db/schema/accounts'

/** Makes a hash the user's password and signs the user out everywhere. */
export async function storePassword(tx: Tx, { userId, hash }: { userId: string; hash: string }): Promise<void> {
  await tx
    .insert(accounts)
    .values({ userId, accountId: userId, providerId: 'credential', password: hash })
    .onConflictDoUpdate({ target: [accounts.userId, accounts.providerId], set: { password: hash } })
  await tx.delete(sessions).where(eq(sessions.userId, userId))
}
