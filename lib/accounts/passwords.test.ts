import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accounts, sessions, users } from '@/db/schema/accounts'
import { db } from '@/lib/database'
import { completePasswordChange } from './complete-password-change'
import { createAccount } from './create-account'
import { createStaff } from './create-staff'
import { hashPassword, verifyPassword } from './password-hash'
import { setTemporaryPassword } from './set-temporary-password'

const chosen = 'three quiet lanterns'

async function newUser(email: string): Promise<string> {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email, name: 'Grace Hopper' }))
  return userId
}

async function stored(userId: string) {
  const [row] = await db()
    .select({
      hash: accounts.password,
      mustChange: users.mustChangePassword,
      isVerified: users.emailVerified,
      role: users.role,
    })
    .from(users)
    .innerJoin(accounts, eq(accounts.userId, users.id))
    .where(eq(users.id, userId))
  if (!row?.hash) throw new Error('no password is stored')
  return { ...row, hash: row.hash }
}

async function openSession(userId: string): Promise<string> {
  const [session] = await db()
    .insert(sessions)
    .values({ userId, token: crypto.randomUUID(), expiresAt: new Date(Date.now() + 60_000) })
    .returning({ id: sessions.id })
  if (!session) throw new Error('no session was stored')
  return session.id
}

async function sessionsOf(userId: string): Promise<string[]> {
  const rows = await db().select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId))
  return rows.map((row) => row.id)
}

test('a hash is bcrypt of cost 10 and matches its password alone', async () => {
  const hash = await hashPassword(chosen)
  expect(hash).toMatch(/^\$2[aby]\$10\$/)
  expect(await verifyPassword({ password: chosen, hash })).toBe(true)
  expect(await verifyPassword({ password: `${chosen} `, hash })).toBe(false)
})

test('a password that bcrypt would cut off is neither hashed nor accepted', async () => {
  const hash = await hashPassword('x'.repeat(72))
  expect(() => hashPassword('x'.repeat(73))).toThrow(RangeError)
  expect(await verifyPassword({ password: 'x'.repeat(73), hash })).toBe(false)
})

test('hashing leaves the event loop free', async () => {
  let longestMs = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last)
    last = performance.now()
  }, 1)
  await Promise.all(Array.from({ length: 8 }, () => hashPassword(chosen)))
  clearInterval(timer)
  // Eight on this thread would hold it up for half a second.
  expect(longestMs).toBeLessThan(250)
})

test('a temporary password is returned once and stored as its hash; a second one replaces it', async () => {
  const userId = await newUser('temporary@example.com')
  const first = await setTemporaryPassword(userId)
  const second = await setTemporaryPassword(userId)
  if (!first || !second) throw new Error('no password was made')
  const { hash } = await stored(userId)
  expect(hash).toMatch(/^\$2[aby]\$10\$/)
  expect(await verifyPassword({ password: second, hash })).toBe(true)
  expect(await verifyPassword({ password: first, hash })).toBe(false)
})

test('a temporary password never replaces one that the user has chosen', async () => {
  const userId = await newUser('chosen@example.com')
  await setTemporaryPassword(userId)
  await completePasswordChange({ userId, newPassword: chosen })
  const before = await stored(userId)
  expect(await setTemporaryPassword(userId)).toBeNull()
  expect((await stored(userId)).hash).toBe(before.hash)
})

test('a temporary password that is made while the user chooses one does not win', async () => {
  const userId = await newUser('race@example.com')
  await setTemporaryPassword(userId)
  await openSession(userId)
  await Promise.all([
    completePasswordChange({ userId, newPassword: chosen }),
    ...Array.from({ length: 3 }, () => setTemporaryPassword(userId)),
  ])
  const { hash, mustChange } = await stored(userId)
  expect(mustChange).toBe(false)
  expect(await verifyPassword({ password: chosen, hash })).toBe(true)
})

test('nobody gets a temporary password without an account', async () => {
  expect(await setTemporaryPassword(crypto.randomUUID())).toBeNull()
})

test('choosing a password lifts the duty, proves the address and ends the other sessions', async () => {
  const userId = await newUser('change@example.com')
  await setTemporaryPassword(userId)
  await openSession(userId)
  await openSession(userId)
  await completePasswordChange({ userId, newPassword: chosen })
  expect(await stored(userId)).toMatchObject({ mustChange: false, isVerified: true })
  expect(await sessionsOf(userId)).toEqual([])
})

test('the temporary password cannot stay', async () => {
  const userId = await newUser('same@example.com')
  const temporary = await setTemporaryPassword(userId)
  await openSession(userId)
  const change = completePasswordChange({ userId, newPassword: temporary ?? '' })
  await expect(change).rejects.toMatchObject({
    code: 'invalid_request',
    details: { fields: { newPassword: 'Choose a password that differs from the temporary one.' } },
  })
  expect(await stored(userId)).toMatchObject({ mustChange: true, isVerified: false })
})

test('whoever has chosen a password cannot replace it without knowing it', async () => {
  const userId = await newUser('again@example.com')
  await setTemporaryPassword(userId)
  await openSession(userId)
  await completePasswordChange({ userId, newPassword: chosen })
  const before = await stored(userId)
  await completePasswordChange({ userId, newPassword: 'quite another sentence' })
  expect((await stored(userId)).hash).toBe(before.hash)
})

test('staff is made once; running it again sets the password and leaves sessions alone when it is the same', async () => {
  const staff = { email: 'Staff@Example.com', name: 'Staff', password: 'a first long password' }
  expect(await createStaff(staff)).toEqual({ created: true })
  const [user] = await db().select().from(users).where(eq(users.email, 'staff@example.com'))
  if (!user) throw new Error('no staff was made')
  expect(await stored(user.id)).toMatchObject({ role: 'staff', mustChange: false })
  await openSession(user.id)
  expect(await createStaff(staff)).toEqual({ created: false })
  expect(await sessionsOf(user.id)).toHaveLength(1)
  expect(await createStaff({ ...staff, password: 'a second long password' })).toEqual({ created: false })
  const { hash } = await stored(user.id)
  expect(await verifyPassword({ password: 'a second long password', hash })).toBe(true)
  expect(await sessionsOf(user.id)).toEqual([])
})

test('a customer can become staff', async () => {
  const userId = await newUser('promoted@example.com')
  await createStaff({ email: 'promoted@example.com', name: 'Promoted', password: 'a long enough password' })
  expect(await stored(userId)).toMatchObject({ role: 'staff', mustChange: false })
})
