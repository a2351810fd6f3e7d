import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accounts, users } from '@/db/schema/accounts'
import { db } from '@/lib/database'
import { createAccount } from './create-account'

function create(email: string, name = 'Ada Lovelace') {
  return db().transaction((tx) => createAccount(tx, { email, name }))
}

test('a new account must choose a password and has none yet', async () => {
  const { userId, created } = await create('  New@Example.com ', ' Ada Lovelace ')
  expect(created).toBe(true)
  const [user] = await db().select().from(users).where(eq(users.id, userId))
  expect(user).toMatchObject({
    email: 'new@example.com',
    name: 'Ada Lovelace',
    role: 'customer',
    mustChangePassword: true,
    emailVerified: false,
    locale: 'en',
  })
  expect(await db().select().from(accounts).where(eq(accounts.userId, userId))).toMatchObject([
    { providerId: 'credential', accountId: userId, password: null },
  ])
})

test('the same address in another case is the same account, which stays as it is', async () => {
  const first = await create('twice@example.com', 'First Name')
  await db().update(users).set({ mustChangePassword: false }).where(eq(users.id, first.userId))
  expect(await create('TWICE@example.com', 'Other Name')).toEqual({ userId: first.userId, created: false })
  const [user] = await db().select().from(users).where(eq(users.id, first.userId))
  expect(user).toMatchObject({ name: 'First Name', mustChangePassword: false })
})

test('five at once make one account', async () => {
  const results = await Promise.all(Array.from({ length: 5 }, () => create('race@example.com')))
  expect(new Set(results.map((result) => result.userId)).size).toBe(1)
  expect(results.filter((result) => result.created)).toHaveLength(1)
})

test('an account made in a transaction that fails is not there', async () => {
  const failing = db().transaction(async (tx) => {
    await createAccount(tx, { email: 'undone@example.com', name: 'Nobody' })
    throw new Error('the purchase failed')
  })
  await expect(failing).rejects.toThrow('the purchase failed')
  expect(await db().select().from(users).where(eq(users.email, 'undone@example.com'))).toEqual([])
})
