import { createHash, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { knownBrowsers, users } from '@/db/schema/accounts'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { queueMail } from '@/lib/mail/queue-mail'
import { describeBrowser } from './describe-browser'

type SignIn = {
  userId: string
  /** What an earlier sign-in gave the browser to keep; null when it has nothing. */
  browserKey: string | null
  userAgent: string
  /** The network address. */
  address: string
}

/** Longer than the browser keeps its key. */
const forgetAfterMs = 400 * 24 * 60 * 60 * 1000

/**
 * Remembers the browser that an account was signed in from, and writes to its owner when it was not seen with the account
 * before. The first one of an account is its owner's.
 * @returns the key that the browser is to keep; only its SHA-256 digest is stored
 */
export async function noticeSignIn({ userId, browserKey, ...seen }: SignIn): Promise<string> {
  const key = browserKey && /^[\w-]{43}$/.test(browserKey) ? browserKey : randomBytes(32).toString('base64url')
  await db().transaction(async (tx) => {
    // Two sign-ins at once take turns, so that one of them is the first.
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) return
    const known = await tx.$count(knownBrowsers, eq(knownBrowsers.userId, userId))
    const { id, isNew } = await remember(tx, userId, createHash('sha256').update(key).digest('hex'))
    if (isNew && known > 0) await announce(tx, user, id, seen)
  })
  return key
}

async function remember(tx: Tx, userId: string, digest: string): Promise<{ id: string; isNew: boolean }> {
  const seenAt = now()
  const [again] = await tx
    .update(knownBrowsers)
    .set({ seenAt })
    .where(and(eq(knownBrowsers.userId, userId), eq(knownBrowsers.digest, digest)))
    .returning({ id: knownBrowsers.id })
  if (again) return { id: again.id, isNew: false }
  await tx
    .delete(knownBrowsers)
    .where(and(eq(knownBrowsers.userId, userId), lt(knownBrowsers.seenAt, new Date(seenAt.getTime() - forgetAfterMs))))
  const [added] = await tx.insert(knownBrowsers).values({ userId, digest, seenAt }).returning({ id: knownBrowsers.id })
  if (!added) throw new Error('The browser was not stored')
  return { id: added.id, isNew: true }
}

async function announce(
  tx: Tx,
  { name, email, locale }: typeof users.$inferSelect,
  browserId: string,
  { userAgent, address }: Pick<SignIn, 'userAgent' | 'address'>,
): Promise<void> {
  await queueMail(tx, {
    dedupeKey: `sign-in:${browserId}`,
    template: 'new-sign-in',
    to: email,
    locale,
    props: { name, at: now().toISOString(), ...describeBrowser(userAgent), address },
  })
}
