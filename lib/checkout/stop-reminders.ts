import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { mailOptouts } from '@/db/schema/mail'
import { db } from '@/lib/database'
import { unsign } from '@/lib/signature'
import type { Locale } from '@/lib/words/locale'

type Reminded = { email: string; locale: Locale }

/**
 * Sends no reminder any more to whoever got the one with this token. Asking again changes nothing.
 * @returns null when the token is none of ours
 */
export async function stopReminders(token: string): Promise<Reminded | null> {
  const reader = await findReminded(token)
  if (!reader) return null
  await db().insert(mailOptouts).values({ address: reader.email.toLowerCase() }).onConflictDoNothing()
  return reader
}

/** Whose reminder a token stands in; null when it is none of ours. */
export async function findReminded(token: string): Promise<Reminded | null> {
  const checkoutSessionId = unsign('stop-reminders', token)
  if (!checkoutSessionId) return null
  const [order] = await db()
    .select({ email: checkoutSessions.email, locale: checkoutSessions.locale })
    .from(checkoutSessions)
    .where(eq(checkoutSessions.id, checkoutSessionId))
  return order ?? null
}
