import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { accounts, users } from '@/db/schema/accounts'
import { breakers } from '@/db/schema/breakers'
import { emailLog } from '@/db/schema/mail'
import { waitFor } from '@/db/testing/wait-for'
import { sampleOrder } from '@/emails/_components/order-facts'
import { createAccount } from '@/lib/accounts/create-account'
import { resetIdentifierOf } from '@/lib/accounts/create-reset-token'
import { verifyPassword } from '@/lib/accounts/password-hash'
import { setTemporaryPassword } from '@/lib/accounts/set-temporary-password'
import { db, isDatabaseTrouble } from '@/lib/database'
import { type RunningMail, startMail } from '@/sandbox/mail/start-mail'
import { findFreePort } from '@/sandbox/process/find-free-port'
import { deliverMail } from './deliver-mail'
import { envelopeSender } from './envelope-sender'
import { queueMail } from './queue-mail'
import { openSlowMail } from './testing/open-slow-mail'
import { closeTransport } from './transport'

type Received = {
  id: string
  from: { address: string; name: string }[]
  to: { address: string }[]
  envelope: { from: { address: string } }
  headers: Record<string, string>
  subject: string
  html: string
  text: string
}

const dataDir = mkdtempSync(join(tmpdir(), 'migra-mail-test-'))
let server: RunningMail
let smtpPort: number

beforeAll(async () => {
  smtpPort = await findFreePort()
  vi.stubEnv('SMTP_PORT', String(smtpPort))
  vi.stubEnv('MAIL_BOUNCE_SECRET', 'shared with the mail server')
  await startServer()
})

afterAll(async () => {
  closeTransport()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

beforeEach(async () => {
  await fetch(`${server.webUrl}/api/email/all`, { method: 'DELETE' })
})

test('a welcome mail brings the temporary password, and nothing but the mail ever holds it', async () => {
  const { userId, emailLogId, email } = await queueWelcome()
  await deliverMail(emailLogId)

  const [mail] = await inbox()
  expect(mail).toMatchObject({
    from: [{ address: 'sales@migrahosting.example', name: 'MigraHosting Sales' }],
    to: [{ address: email }],
    envelope: { from: { address: envelopeSender(emailLogId) } },
    subject: 'Your MigraHosting site is live: how to sign in',
  })
  const source = await (await fetch(`${server.webUrl}/api/email/${mail?.id}/source`)).text()
  expect(source).toContain('Reply-To: MigraHosting Sales <sales@migrahosting.example>\r\n')
  expect(source).not.toContain('List-Unsubscribe')
  const password = passwordIn(mail)
  expect(mail?.html).toContain(password)
  expect(mail?.text).toContain('http://localhost:3000/sign-in')
  expect(mail?.text).toContain('http://localhost:3000/panel')
  expect(await opensAccount(userId, password)).toBe(true)
  expect(await tablesThatHold(password)).toEqual([])

  const row = await rowOf(emailLogId)
  expect(row).toMatchObject({ status: 'sent', attempts: 1, error: null, subject: mail?.subject })
  expect(row?.messageId).toBe(mail?.headers['message-id'])
  expect(row?.sentAt).toBeInstanceOf(Date)
})

test('a mail that was sent is not sent again, and its password stays valid', async () => {
  const { userId, emailLogId } = await queueWelcome()
  await deliverMail(emailLogId)
  await deliverMail(emailLogId)
  const mails = await inbox()
  expect(mails).toHaveLength(1)
  expect(await opensAccount(userId, passwordIn(mails[0]))).toBe(true)
  expect(await rowOf(emailLogId)).toMatchObject({ attempts: 1 })
})

test('while the mail server is down the mail waits; the one that arrives later has a password that works', async () => {
  const { userId, emailLogId } = await queueWelcome()
  closeTransport()
  await server.stop()
  await expect(deliverMail(emailLogId)).rejects.toMatchObject({ name: 'Unanswered', part: 'smtp' })
  const row = await rowOf(emailLogId)
  expect(row).toMatchObject({ status: 'queued', attempts: 1, sentAt: null })
  expect(row?.error).toContain('ECONNREFUSED')

  await startServer()
  await deliverMail(emailLogId)
  const mails = await inbox()
  expect(mails).toHaveLength(1)
  expect(await opensAccount(userId, passwordIn(mails[0]))).toBe(true)
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'sent', attempts: 2, error: null })
})

test('a mail server that never comes to an end is given up after a while, and left alone like one that is down', async () => {
  closeTransport()
  await server.stop()
  const slow = await openSlowMail(smtpPort)
  const { emailLogId } = await queueOrderConfirmation()
  for (let time = 0; time < 3; time++) {
    await expect(deliverMail(emailLogId, undefined, 1_500)).rejects.toMatchObject({
      name: 'Unanswered',
      part: 'smtp',
      wasHeld: false,
      message: 'It did not take a mail within the time it has',
    })
  }
  await expect(deliverMail(emailLogId, undefined, 1_500)).rejects.toMatchObject({ wasHeld: true })
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'queued', attempts: 3 })
  // Nothing holds on to it.
  await waitFor(() => slow.count() === 0, { timeoutMs: 15_000 })
  slow.close()
  await startServer()
  await db().delete(breakers)
  await deliverMail(emailLogId)
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'sent', attempts: 4 })
})

test('trouble of our own database is told as it is, and says nothing about the mail server', async () => {
  const { emailLogId } = await queueWelcome()
  await db().execute(sql`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'No space left on device' using errcode = '53100'; end $$`)
  await db().execute(sql`create trigger full_disk before insert or update on accounts execute function full_disk()`)
  const failure = await deliverMail(emailLogId).catch((error: unknown) => error)
  await db().execute(sql`drop function full_disk cascade`)
  expect(isDatabaseTrouble(failure)).toBe(true)
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'queued', error: null })
  await deliverMail(emailLogId)
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'sent' })
})

test('after a crash between sending and marking, the newest welcome mail has the password that works', async () => {
  const { userId, emailLogId } = await queueWelcome()
  await deliverMail(emailLogId)
  await forgetSending(emailLogId)
  await deliverMail(emailLogId)
  const [first, second] = await inbox()
  expect(await opensAccount(userId, passwordIn(second))).toBe(true)
  expect(second?.headers['message-id']).not.toBe(first?.headers['message-id'])
})

test('a mail that hung while a newer attempt made a newer password does not count: it is sent again', async () => {
  const { userId, emailLogId } = await queueWelcome()
  const newerAttemptDies = async () => {
    await db()
      .update(emailLog)
      .set({ attempts: sql`${emailLog.attempts} + 1` })
      .where(eq(emailLog.id, emailLogId))
    await setTemporaryPassword(userId)
  }
  await expect(deliverMail(emailLogId, newerAttemptDies)).rejects.toThrow('newer attempt')
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'queued' })
  await deliverMail(emailLogId)
  const mails = await inbox()
  expect(mails).toHaveLength(2)
  expect(await opensAccount(userId, passwordIn(mails[1]))).toBe(true)
})

test('of several workers that send a welcome mail at once, the last mail to arrive has the password that works', async () => {
  for (let round = 0; round < 5; round++) {
    const { userId, emailLogId } = await queueWelcome()
    await Promise.allSettled([1, 2, 3].map(() => deliverMail(emailLogId)))
    const mails = await inbox()
    expect(await opensAccount(userId, passwordIn(mails.at(-1)))).toBe(true)
    expect(await rowOf(emailLogId)).toMatchObject({ status: 'sent' })
    await fetch(`${server.webUrl}/api/email/all`, { method: 'DELETE' })
  }
})

test('after such a crash a mail without a secret is recognisable as the same mail', async () => {
  const { emailLogId } = await queueOrderConfirmation()
  await deliverMail(emailLogId)
  await forgetSending(emailLogId)
  await deliverMail(emailLogId)
  const [first, second] = await inbox()
  expect(second?.headers['message-id']).toBe(`<${emailLogId}@migrahosting.example>`)
  expect(first?.headers['message-id']).toBe(second?.headers['message-id'])
})

test('who has chosen a password already keeps it, and the welcome mail says so', async () => {
  const { userId, emailLogId, email } = await queueWelcome()
  await db().update(users).set({ mustChangePassword: false }).where(eq(users.id, userId))
  await deliverMail(emailLogId)
  const [mail] = await inbox()
  expect(mail?.text).not.toContain('Temporary password')
  expect(mail?.text).toContain(`Your account is ${email}. Sign in with the password that you chose.`)
  expect(await passwordHashOf(userId)).toBeNull()
})

test('an order confirmation comes from billing and says what was paid and what comes next', async () => {
  const { emailLogId } = await queueOrderConfirmation()
  await deliverMail(emailLogId)
  const [mail] = await inbox()
  expect(mail).toMatchObject({
    from: [{ address: 'billing@migrahosting.example', name: 'MigraHosting Billing' }],
    subject: 'Order 4F2A91C0: Premium is paid and running',
  })
  expect(mail?.text).toMatch(/Paid today +\$118\.69/)
  expect(mail?.text).toMatch(/Next payment +\$131\.88 on November 23, 2027/)
})

test('a password reset brings a link whose token exists nowhere else', async () => {
  const { userId } = await makeUser()
  const props = { userId, name: 'Maria Santos' }
  const mail = { dedupeKey: randomUUID(), template: 'password-reset', to: 'maria@example.com', props } as const
  const { emailLogId } = await queueMail(db(), mail)
  await deliverMail(emailLogId)
  const [received] = await inbox()
  expect(received?.from).toMatchObject([{ address: 'support@migrahosting.example' }])
  const token = /http:\/\/localhost:3000\/reset-password\?token=(\S+)/.exec(received?.text ?? '')?.[1] ?? ''
  expect(token).not.toBe('')
  expect(await tablesThatHold(token)).toEqual([])
  expect(await tablesThatHold(resetIdentifierOf(token))).toEqual(['public.verifications'])
})

test('a mail that nobody recorded cannot be delivered', async () => {
  await expect(deliverMail(randomUUID())).rejects.toThrow('There is no mail')
})

async function startServer(): Promise<void> {
  server = await startMail({ smtpPort, webPort: 0, dataDir })
}

async function inbox(): Promise<Received[]> {
  return (await fetch(`${server.webUrl}/api/email`)).json()
}

async function makeUser() {
  const email = `maria.${randomUUID()}@example.com`
  const { userId } = await db().transaction((tx) => createAccount(tx, { email, name: 'Maria Santos' }))
  return { email, userId }
}

const order = {
  ...sampleOrder,
  name: 'Maria Santos',
  siteUrl: 'http://user4f2a91c0.localhost:4000/',
}

async function queueWelcome() {
  const user = await makeUser()
  const mail = { dedupeKey: randomUUID(), template: 'welcome', to: user.email, props: { ...order, ...user } } as const
  return { ...user, ...(await queueMail(db(), mail)) }
}

function queueOrderConfirmation() {
  return queueMail(db(), {
    dedupeKey: randomUUID(),
    template: 'order-confirmation',
    to: 'maria@example.com',
    props: order,
  })
}

/** The row as a process leaves it that dies right after the mail server took the mail. */
async function forgetSending(emailLogId: string): Promise<void> {
  const before = { status: 'queued', messageId: null, sentAt: null } as const
  await db().update(emailLog).set(before).where(eq(emailLog.id, emailLogId))
}

async function rowOf(emailLogId: string) {
  const [row] = await db().select().from(emailLog).where(eq(emailLog.id, emailLogId))
  return row
}

function passwordIn(mail: Received | undefined): string {
  const password = /Temporary password +(\S{16})\s/.exec(mail?.text ?? '')?.[1]
  if (!password) throw new Error('The mail has no password')
  return password
}

async function passwordHashOf(userId: string) {
  const [account] = await db()
    .select({ password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
  return account?.password
}

async function opensAccount(userId: string, password: string): Promise<boolean> {
  return verifyPassword({ password, hash: (await passwordHashOf(userId)) ?? '' })
}

/** Every table of the product and of the job queue with a row in which the text occurs. */
async function tablesThatHold(text: string): Promise<string[]> {
  const tables = await db().execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker') order by 1`)
  const holding = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await db().execute(
        sql`select 1 from ${sql.raw(name)} as t where position(${text} in t::text) > 0 limit 1`,
      )
      return rows.length > 0 ? name : null
    }),
  )
  return holding.filter((name) => name !== null)
}
