import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { knownBrowsers } from '@/db/schema/accounts'
import { emailLog } from '@/db/schema/mail'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { createAccount } from './create-account'
import { describeBrowser } from './describe-browser'
import { noticeSignIn } from './notice-sign-in'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

afterEach(() => moveClock())

async function newUser(email: string): Promise<string> {
  const account = { email, name: 'Ada Lovelace', locale: 'es' } as const
  const { userId } = await db().transaction((tx) => createAccount(tx, account))
  return userId
}

function signIn(userId: string, browserKey: string | null): Promise<string> {
  return noticeSignIn({ userId, browserKey, userAgent: firefox, address: '192.0.2.1' })
}

function mailsTo(email: string) {
  return db().select().from(emailLog).where(eq(emailLog.toAddress, email))
}

test('the first browser of an account is no news, and neither is the same one again', async () => {
  const userId = await newUser('first@example.com')
  const key = await signIn(userId, null)
  expect(await signIn(userId, key)).toBe(key)
  expect(await mailsTo('first@example.com')).toEqual([])
})

test('a browser that was not seen with the account before is written about once, in the language of its owner', async () => {
  const userId = await newUser('second@example.com')
  await signIn(userId, null)
  const key = await signIn(userId, null)
  await signIn(userId, key)
  expect(await mailsTo('second@example.com')).toMatchObject([
    {
      template: 'new-sign-in',
      locale: 'es',
      subject: 'Nuevo inicio de sesión en tu cuenta de MigraHosting',
      props: { browser: 'Firefox', system: 'Linux', address: '192.0.2.1' },
    },
  ])
})

test('a browser that another account was used in is new to this one', async () => {
  const key = await signIn(await newUser('one@example.com'), null)
  const userId = await newUser('two@example.com')
  await signIn(userId, null)
  expect(await signIn(userId, key)).toBe(key)
  expect(await mailsTo('two@example.com')).toHaveLength(1)
})

test('of two first sign-ins at once, one is the first', async () => {
  const userId = await newUser('both@example.com')
  await Promise.all([signIn(userId, null), signIn(userId, null)])
  expect(await mailsTo('both@example.com')).toHaveLength(1)
})

test('a key is not stored itself, a made-up one is not kept, and an old one is forgotten', async () => {
  const userId = await newUser('keys@example.com')
  const key = await signIn(userId, 'made up; Path=/')
  expect(key).toMatch(/^[\w-]{43}$/)
  const rows = () => db().select().from(knownBrowsers).where(eq(knownBrowsers.userId, userId))
  expect(JSON.stringify(await rows())).not.toContain(key)
  moveClock(new Date(Date.now() + 401 * 86_400_000))
  await signIn(userId, null)
  expect(await rows()).toHaveLength(1)
})

test.each([
  [firefox, { browser: 'Firefox', system: 'Linux' }],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    { browser: 'Edge', system: 'Windows' },
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    { browser: 'Safari', system: 'iOS' },
  ],
  ['curl/8.5.0', { browser: null, system: null }],
])('%s is known by its name', (userAgent, expected) => {
  expect(describeBrowser(userAgent)).toEqual(expected)
})
