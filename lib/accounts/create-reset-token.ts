import { createHash, randomBytes } from 'node:crypto'
import { and, eq, like, lt, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { users, verifications } from '@/db/schema/accounts'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'

const lifetimeMs = 60 * 60 * 1000
const prefix = 'password-reset:'

/**
 * A token that lets its holder choose a new password, once and within an hour. It ends the user's earlier tokens.
 * Only its SHA-256 digest is stored: the token itself belongs in one mail and nowhere else.
 * @param guard refuses, by throwing, in the transaction that stores it
 */
export async function createResetToken(userId: string, guard?: (tx: Tx) => Promise<void>): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db().transaction(async (tx) => {
    await guard?.(tx)
    // Two requests at once take turns, so that one token is left.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
    await tx
      .delete(verifications)
      .where(or(resetTokensOf(userId), and(isResetToken(), lt(verifications.expiresAt, now()))))
    await tx.insert(verifications).values({
      identifier: resetIdentifierOf(token),
      value: userId,
      expiresAt: new Date(now().getTime() + lifetimeMs),
    })
  })
  return token
}

/** Under which a token's row is found. */
export function resetIdentifierOf(token: string): string {
  return prefix + createHash('sha256').update(token).digest('hex')
}

/** All tokens of a user, as a condition on their rows. */
export function resetTokensOf(userId: string) {
  return and(isResetToken(), eq(verifications.value, userId))
}

function isResetToken() {
  return like(verifications.identifier, `${prefix}%`)
}
