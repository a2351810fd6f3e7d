import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { customers, emailChanges, users, verifications } from '@/db/schema/accounts'
import { emailLog } from '@/db/schema/mail'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { confirmEmailChange, findEmailChange } from './confirm-email-change'
import { createAccount } from './create-account'
import { createEmailToken } from './create-email-token'
import { createResetToken } from './create-reset-token'
import { hashPassword } from './password-hash'
import { requestEmailChange } from './request-email-change'
import { storePassword } from './store-password'

const password = 'three quiet lanterns'
const deadLink = { code: 'invalid_request', message: expect.stringContaining('Please ask for a new one') }

afterEach(() => moveClock())

async function newUser(email: string): Promise<string> {
  const hash = await hashPassword(password)
  return db().transaction(async (tx) => {
    const { userId } = await createAccount(tx, { email, name: 'Ada Lovelace' })
    await storePassword(tx, { userId, hash })
    return userId
  })
}

async function emailOf(userId: string) {
  const [user] = await db().select().from(users).where(eq(users.id, userId))
  return { email: user?.email, isVerified: user?.emailVerified }
}

async function mailsAbout(toEmail: string) {
  const rows = await db()
    .select({ template: emailLog.template, to: emailLog.toAddress })
    .from(emailLog)
    .where(sql`props ->> 'toEmail' = ${toEmail}`)
    .orderBy(emailLog.template)
  return rows.map(({ template, to }) => `${template} to ${to}`)
}

/** Asks for a change, and takes the link out of its mail. */
async function linkFor(userId: string, toEmail: string): Promise<string> {
  await requestEmailChange({ userId, toEmail, password })
  const [change] = await db().select().from(emailChanges).where(eq(emailChanges.toEmail, toEmail))
  if (!change) throw new Error('No change was stored')
  return createEmailToken(change.id)
}

test('a wish writes to both addresses and changes nothing yet', async () => {
  const userId = await newUser('old@example.com')
  await requestEmailChange({ userId, toEmail: ' New@Example.com', password })
  expect(await mailsAbout('new@example.com')).toEqual([
    'email-change-notice to old@example.com',
    'email-verification to new@example.com',
  ])
  expect(await emailOf(userId)).toEqual({ email: 'old@example.com', isVerified: false })
})

test('the link changes the address, proves it, ends links to a new password, and has Stripe told', async () => {
  const userId = await newUser('from@example.com')
  const [customer] = await db().insert(customers).values({ userId, email: 'from@example.com' }).returning()
  await createResetToken(userId)
  const token = await linkFor(userId, 'to@example.com')
  expect(await findEmailChange(token)).toEqual({ fromEmail: 'from@example.com', toEmail: 'to@example.com' })
  await confirmEmailChange(token)
  expect(await emailOf(userId)).toEqual({ email: 'to@example.com', isVerified: true })
  expect(await db().select().from(customers).where(eq(customers.userId, userId))).toMatchObject([
    { email: 'to@example.com' },
  ])
  expect(await db().select().from(verifications).where(eq(verifications.value, userId))).toEqual([])
  const jobs = await db().execute(sql`
    select payload from graphile_worker._private_jobs where key = ${`customer-email:${customer?.id}`}`)
  expect(jobs).toEqual([{ payload: { customerId: customer?.id } }])
})

test('a wrong password is refused, and so is an account that has none', async () => {
  const userId = await newUser('guessed@example.com')
  const wrong = {
    code: 'invalid_request',
    details: { fields: { password: expect.stringContaining('not the password') } },
  }
  const toEmail = 'thief@example.com'
  await expect(requestEmailChange({ userId, toEmail, password: 'a guess' })).rejects.toMatchObject(wrong)
  const { userId: without } = await db().transaction((tx) =>
    createAccount(tx, { email: 'without@example.com', name: 'Without' }),
  )
  await expect(requestEmailChange({ userId: without, toEmail, password: '' })).rejects.toMatchObject(wrong)
  expect(await mailsAbout(toEmail)).toEqual([])
})

test('the address that an account has already is refused', async () => {
  const userId = await newUser('same@example.com')
  await expect(requestEmailChange({ userId, toEmail: 'SAME@example.com', password })).rejects.toMatchObject({
    details: { fields: { email: expect.stringContaining('has already') } },
  })
})

test('an address of another account gets no mail, and whoever asked learns nothing', async () => {
  const userId = await newUser('curious@example.com')
  await newUser('taken@example.com')
  await requestEmailChange({ userId, toEmail: 'taken@example.com', password })
  expect(await mailsAbout('taken@example.com')).toEqual([])
})

test('an account that got the address meanwhile keeps it, and the link stays as it was', async () => {
  const userId = await newUser('late@example.com')
  const token = await linkFor(userId, 'wanted@example.com')
  await newUser('wanted@example.com')
  await expect(confirmEmailChange(token)).rejects.toMatchObject({ message: expect.stringContaining('Another account') })
  expect(await emailOf(userId)).toMatchObject({ email: 'late@example.com' })
})

test('a link works once, even when it is used twice at the same moment', async () => {
  const userId = await newUser('once@example.com')
  const token = await linkFor(userId, 'once.new@example.com')
  const uses = await Promise.allSettled([confirmEmailChange(token), confirmEmailChange(token)])
  expect(uses.map((use) => use.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(confirmEmailChange(token)).rejects.toMatchObject(deadLink)
  expect(await findEmailChange(token)).toBeNull()
})

test('a link works for a day', async () => {
  const userId = await newUser('slow@example.com')
  const token = await linkFor(userId, 'slow.new@example.com')
  moveClock(new Date(Date.now() + 23.9 * 3_600_000))
  expect(await findEmailChange(token)).not.toBeNull()
  moveClock(new Date(Date.now() + 24.1 * 3_600_000))
  expect(await findEmailChange(token)).toBeNull()
  await expect(confirmEmailChange(token)).rejects.toMatchObject(deadLink)
  expect(await emailOf(userId)).toMatchObject({ email: 'slow@example.com' })
})

test('a newer wish ends the link of the one before, and an unknown link does nothing', async () => {
  const userId = await newUser('newer@example.com')
  const older = await linkFor(userId, 'newer.one@example.com')
  const newer = await linkFor(userId, 'newer.two@example.com')
  await expect(confirmEmailChange(older)).rejects.toMatchObject(deadLink)
  await expect(confirmEmailChange('made-up')).rejects.toMatchObject(deadLink)
  await confirmEmailChange(newer)
  expect(await emailOf(userId)).toMatchObject({ email: 'newer.two@example.com' })
})

test('the database never holds the link itself', async () => {
  const token = await linkFor(await newUser('digest@example.com'), 'digest.new@example.com')
  expect(JSON.stringify(await db().select().from(emailChanges))).not.toContain(token)
})

test('a new password ends a change of address that waits for its link', async () => {
  const userId = await newUser('stolen@example.com')
  await requestEmailChange({ userId, toEmail: 'thief@example.com', password })
  const [change] = await db().select().from(emailChanges).where(eq(emailChanges.userId, userId))
  const token = await createEmailToken(change?.id ?? '', async () => {})
  const hash = await hashPassword('four other lanterns')
  await db().transaction((tx) => storePassword(tx, { userId, hash }))
  await expect(confirmEmailChange(token)).rejects.toMatchObject(deadLink)
  expect(await emailOf(userId)).toMatchObject({ email: 'stolen@example.com' })
})
