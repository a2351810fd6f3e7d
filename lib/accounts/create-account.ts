import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { accounts, users } from '@/db/schema/accounts'
import type { Locale } from '@/lib/words/locale'

/**
 * The user with this e-mail address, made when there is none: with a way to sign in by password, but no password yet,
 * and with the duty to choose one. Case and surrounding spaces of the address do not matter.
 * @param account.locale of the mails to come, English where it is left out
 * @returns `created` is false for a user who was there before; such a user is left as it is
 */
export async function createAccount(
  tx: Tx,
  { email, name, locale }: { email: string; name: string; locale?: Locale },
): Promise<{ userId: string; created: boolean }> {
  const address = normalizeEmail(email)
  const [created] = await tx
    .insert(users)
    .values({ email: address, name: name.trim(), mustChangePassword: true, locale })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (created) {
    await tx.insert(accounts).values({ userId: created.id, accountId: created.id, providerId: 'credential' })
    return { userId: created.id, created: true }
  }
  const [known] = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, address))
  if (!known) throw new Error('The user was deleted while an account was made for its address')
  return { userId: known.id, created: false }
}

/** The one spelling under which an address is stored and looked up. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}
