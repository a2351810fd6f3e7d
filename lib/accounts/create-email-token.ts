import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { emailChanges } from '@/db/schema/accounts'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'

const lifetimeMs = 24 * 60 * 60 * 1000

/**
 * A token that lets its holder confirm a change of address, once and within a day; it replaces the change's earlier one.
 * Only its SHA-256 digest is stored: the token itself belongs in the mail to the new address and nowhere else.
 * @param guard refuses, by throwing, in the transaction that stores it
 */
export async function createEmailToken(emailChangeId: string, guard?: (tx: Tx) => Promise<void>): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db().transaction(async (tx) => {
    await guard?.(tx)
    await tx
      .update(emailChanges)
      .set({ tokenDigest: digestOf(token), expiresAt: new Date(now().getTime() + lifetimeMs) })
      .where(and(eq(emailChanges.id, emailChangeId), isNull(emailChanges.confirmedAt)))
  })
  return token
}

/** Under which a token's row is found. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
