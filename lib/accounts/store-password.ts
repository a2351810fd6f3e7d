import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, sessions } from '@/db/schema/accounts'

/**
 * Makes a hash the user's password and signs the user out everywhere, but for one browser.
 * @param options `keepSessionId` is the session that stays
 */
export async function storePassword(
  tx: Tx,
  { userId, hash, keepSessionId }: { userId: string; hash: string; keepSessionId?: string },
): Promise<void> {
  await tx
    .insert(accounts)
    .values({ userId, accountId: userId, providerId: 'credential', password: hash })
    .onConflictDoUpdate({ target: [accounts.userId, accounts.providerId], set: { password: hash } })
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), keepSessionId ? ne(sessions.id, keepSessionId) : undefined))
}
