import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions, users } from '@/db/schema/accounts'
import { emailLog } from '@/db/schema/mail'
import { createAccount } from '@/lib/accounts/create-account'
import { createStaff } from '@/lib/accounts/create-staff'
import { noticeSignIn } from '@/lib/accounts/notice-sign-in'
import { setTemporaryPassword } from '@/lib/accounts/set-temporary-password'
import { db } from '@/lib/database'
import { auth } from './auth'
import { signIn } from './sign-in'

const password = 'seven paper boats'
const refused = { code: 'unauthenticated', message: 'That e-mail and password do not match an account.' }

function from(address: string): Headers {
  return new Headers({ 'x-forwarded-for': address, 'user-agent': 'a test' })
}

async function userOf(email: string) {
  const [user] = await db().select().from(users).where(eq(users.email, email))
  if (!user) throw new Error(`There is no user ${email}`)
  return user
}

test('the right password opens a session for seven days, whatever the case of the address', async () => {
  await createStaff({ email: 'staff@example.com', name: 'Staff', password })
  const user = await signIn({ email: ' STAFF@example.com', password }, from('192.0.2.1'))
  expect(user).toMatchObject({ role: 'staff', mustChangePassword: false })
  const { id } = await userOf('staff@example.com')
  const [session, ...others] = await db().select().from(sessions).where(eq(sessions.userId, id))
  expect(others).toEqual([])
  expect(session).toMatchObject({ ipAddress: '192.0.2.1', userAgent: 'a test' })
  const days = ((session?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.9)
  expect(days).toBeLessThanOrEqual(7)
})

test('the cookie finds the session, a changed one does not, and signing out ends it', async () => {
  await createStaff({ email: 'cookie@example.com', name: 'Staff', password })
  const { headers } = await auth().api.signInEmail({
    body: { email: 'cookie@example.com', password },
    returnHeaders: true,
  })
  const setCookie = headers.get('set-cookie') ?? ''
  expect(setCookie).toMatch(/HttpOnly/i)
  expect(setCookie).toMatch(/SameSite=Lax/i)
  const cookie = setCookie.split(';')[0] ?? ''
  const withCookie = new Headers({ cookie })
  expect((await auth().api.getSession({ headers: withCookie }))?.user.email).toBe('cookie@example.com')
  expect(await auth().api.getSession({ headers: new Headers({ cookie: `${cookie.slice(0, -6)}AAAAAA` }) })).toBeNull()
  await auth().api.signOut({ headers: withCookie })
  expect(await auth().api.getSession({ headers: withCookie })).toBeNull()
})

test('a browser that brings the key of an earlier sign-in is known; one that brings none is written about', async () => {
  await createStaff({ email: 'browsers@example.com', name: 'Staff', password })
  const { id } = await userOf('browsers@example.com')
  const mails = () => db().$count(emailLog, eq(emailLog.toAddress, 'browsers@example.com'))
  const key = await noticeSignIn({ userId: id, browserKey: null, userAgent: '', address: '' })
  const headers = from('192.0.2.6')
  headers.set('cookie', `other=1; known-browser=${key}`)
  await signIn({ email: 'browsers@example.com', password }, headers)
  expect(await mails()).toBe(0)
  await signIn({ email: 'browsers@example.com', password }, from('192.0.2.6'))
  expect(await mails()).toBe(1)
})

test('who has a temporary password signs in and is said to owe a new one', async () => {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email: 'new@example.com', name: 'New' }))
  const temporary = await setTemporaryPassword(userId)
  expect(await signIn({ email: 'new@example.com', password: temporary ?? '' }, from('192.0.2.2'))).toMatchObject({
    role: 'customer',
    mustChangePassword: true,
  })
})

test.each([
  ['a wrong password', 'known@example.com', 'not this one at all'],
  ['a password that is too long', 'known@example.com', 'x'.repeat(200)],
  ['an empty password', 'known@example.com', ''],
  ['an unknown address', 'unknown@example.com', password],
  ['an address that is none', 'no address', password],
  ['an account without a password', 'without@example.com', password],
])('%s gets the one answer and no session', async (_, email, attempt) => {
  await createStaff({ email: 'known@example.com', name: 'Known', password })
  await db().transaction((tx) => createAccount(tx, { email: 'without@example.com', name: 'Without' }))
  await expect(signIn({ email, password: attempt }, from('192.0.2.3'))).rejects.toMatchObject(refused)
  const { id } = await userOf('known@example.com')
  expect(await db().select().from(sessions).where(eq(sessions.userId, id))).toEqual([])
})

test('after ten attempts on one account from one address even the right password has to wait', async () => {
  await createStaff({ email: 'target@example.com', name: 'Target', password })
  for (let attempt = 0; attempt < 10; attempt++) {
    await expect(signIn({ email: 'target@example.com', password: '' }, from('192.0.2.4'))).rejects.toMatchObject(
      refused,
    )
  }
  await expect(signIn({ email: 'Target@Example.com', password }, from('192.0.2.4'))).rejects.toMatchObject({
    code: 'too_many_requests',
  })
  expect(await signIn({ email: 'target@example.com', password }, from('192.0.2.5'))).toMatchObject({ role: 'staff' })
})

test('nobody can sign up', async () => {
  const attempt = auth().api.signUpEmail({ body: { email: 'self@example.com', name: 'Self', password } })
  await expect(attempt).rejects.toThrow()
  expect(await db().select().from(users).where(eq(users.email, 'self@example.com'))).toEqual([])
})
