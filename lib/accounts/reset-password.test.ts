import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { accounts, sessions, users, verifications } from '@/db/schema/accounts'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { createAccount } from './create-account'
import { createResetToken } from './create-reset-token'
import { verifyPassword } from './password-hash'
import { findResetToken, resetPassword } from './reset-password'

const newPassword = 'four brass telescopes'
const deadLink = { code: 'invalid_request', message: expect.stringContaining('Please ask for a new one') }

afterEach(() => moveClock())

async function newUser(email: string): Promise<string> {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email, name: 'Linus' }))
  return userId
}

async function passwordOf(userId: string): Promise<string | null | undefined> {
  const [account] = await db().select().from(accounts).where(eq(accounts.userId, userId))
  return account?.password
}

test('a token sets a password, proves the address and ends every session', async () => {
  const userId = await newUser('reset@example.com')
  await db()
    .insert(sessions)
    .values({ userId, token: 'an open browser', expiresAt: new Date(Date.now() + 60_000) })
  await resetPassword({ token: await createResetToken(userId), newPassword })
  const [user] = await db().select().from(users).where(eq(users.id, userId))
  expect(user).toMatchObject({ emailVerified: true, mustChangePassword: false })
  expect(await db().select().from(sessions).where(eq(sessions.userId, userId))).toEqual([])
  expect(await verifyPassword({ password: newPassword, hash: (await passwordOf(userId)) ?? '' })).toBe(true)
})

test('a token works once, even when it is used twice at the same moment', async () => {
  const token = await createResetToken(await newUser('once@example.com'))
  const uses = await Promise.allSettled([
    resetPassword({ token, newPassword }),
    resetPassword({ token, newPassword: 'another fine sentence' }),
  ])
  expect(uses.map((use) => use.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(resetPassword({ token, newPassword })).rejects.toMatchObject(deadLink)
})

test('a token works for an hour', async () => {
  const userId = await newUser('late@example.com')
  const token = await createResetToken(userId)
  moveClock(new Date(Date.now() + 59 * 60_000))
  expect(await findResetToken(token)).toEqual({ userId, email: 'late@example.com' })
  moveClock(new Date(Date.now() + 61 * 60_000))
  expect(await findResetToken(token)).toBeNull()
  await expect(resetPassword({ token, newPassword })).rejects.toMatchObject(deadLink)
  expect(await passwordOf(userId)).toBeNull()
})

test('a new token ends the one before', async () => {
  const userId = await newUser('newer@example.com')
  const older = await createResetToken(userId)
  const newer = await createResetToken(userId)
  expect(await findResetToken(older)).toBeNull()
  expect(await findResetToken(newer)).not.toBeNull()
})

test('tokens made at the same moment leave one', async () => {
  const userId = await newUser('five@example.com')
  await Promise.all(Array.from({ length: 5 }, () => createResetToken(userId)))
  expect(await db().select().from(verifications).where(eq(verifications.value, userId))).toHaveLength(1)
})

test('an unknown token does nothing', async () => {
  expect(await findResetToken('made-up')).toBeNull()
  await expect(resetPassword({ token: '', newPassword })).rejects.toMatchObject(deadLink)
})

test('the database never holds the token itself', async () => {
  const userId = await newUser('digest@example.com')
  const token = await createResetToken(userId)
  const rows = await db().select().from(verifications).where(eq(verifications.value, userId))
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a weak password is refused and the token stays usable', async () => {
  const token = await createResetToken(await newUser('weak@example.com'))
  await expect(resetPassword({ token, newPassword: 'short' })).rejects.toMatchObject({
    details: { fields: { newPassword: 'Use at least 12 characters.' } },
  })
  expect(await findResetToken(token)).not.toBeNull()
})
