import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { createInterface } from 'node:readline'
import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { emailLog } from '@/db/schema/mail'
import { sampleOrder } from '@/emails/_components/order-facts'
import { createAccount } from '@/lib/accounts/create-account'
import { db } from '@/lib/database'
import { deliverMail } from './deliver-mail'
import { recordMail } from './record-mail'
import { closeTransport } from './transport'

const smtpPassword = 'the password of our mail account'

/** What the server answers, by the first word of a command; `.` is the end of a mail. Filled by each test. */
let replies: Record<string, string | ((body: string) => string)> = {}
let server: Server

beforeAll(async () => {
  server = await startServer()
  const address = server.address()
  vi.stubEnv('SMTP_PORT', String(address && typeof address === 'object' ? address.port : ''))
  vi.stubEnv('SMTP_USER', 'shop')
  vi.stubEnv('SMTP_PASS', smtpPassword)
})

afterAll(() => {
  closeTransport()
  server.close()
})

test('an address that the server refuses for good makes the mail failed', async () => {
  replies = { RCPT: '550 5.1.1 No such user here' }
  const { emailLogId, failure } = await failToDeliver()
  expect(failure).toMatchObject({ name: 'MailRefused' })
  const row = await rowOf(emailLogId)
  expect(row).toMatchObject({ status: 'failed', attempts: 1, messageId: null, sentAt: null })
  expect(row?.error).toContain('550 5.1.1 No such user here')
})

test('staff are told of a mail that was refused, once an address, until a later one is taken', async () => {
  await db().delete(alerts)
  replies = { RCPT: '550 5.1.1 No such user here' }
  const { emailLogId } = await failToDeliver('Gone@example.com')
  await failToDeliver('gone@example.com')
  expect(await db().select().from(alerts)).toMatchObject([
    { kind: 'mail_undelivered', subject: 'mail-address:gone@example.com', count: 2, resolvedAt: null },
  ])
  const [alert] = await db().select().from(alerts)
  expect(alert?.summary).toMatch(/^“Your MigraHosting site is live.*” did not reach gone@example\.com: .*No such user/)
  replies = {}
  await deliverMail(emailLogId)
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'sent', attempts: 2, error: null })
  expect(await db().select().from(alerts)).toMatchObject([{ resolvedAt: expect.any(Date) }])
})

test('a server that is busy leaves the mail waiting for another try', async () => {
  replies = { RCPT: '451 4.7.1 Try again later' }
  const { emailLogId, failure } = await failToDeliver()
  expect(failure).toMatchObject({ name: 'MailNotSent' })
  expect(await rowOf(emailLogId)).toMatchObject({ status: 'queued', attempts: 1 })
  expect(await db().$count(alerts, like(alerts.summary, '%4.7.1%'))).toBe(0)
})

test('a server that does not let us sign in leaves the mail waiting, since that is ours to mend', async () => {
  // The pool would go on with a connection that signed in before.
  closeTransport()
  replies = { AUTH: `535 5.7.8 Not the right password: ${smtpPassword}` }
  const { emailLogId, failure } = await failToDeliver()
  expect(failure).toMatchObject({ name: 'Unanswered' })
  const row = await rowOf(emailLogId)
  expect(row?.status).toBe('queued')
  expect(row?.error).toContain('535 5.7.8 Not the right password: [removed]')
})

test('a server that quotes the mail in its refusal does not bring the password into the row or the error', async () => {
  let password = ''
  replies = {
    '.': (body) => {
      password = /Temporary password +(\S{16})/.exec(readable(body))?.[1] ?? ''
      return `554 5.6.0 I do not like ${password} ${'and so on '.repeat(100)}`
    },
  }
  const { emailLogId, failure } = await failToDeliver()
  expect(password).toHaveLength(16)
  expect(failure).toMatchObject({ name: 'MailRefused' })
  const { error } = (await rowOf(emailLogId)) ?? {}
  expect(error).toContain('I do not like [removed] and so on')
  expect(error?.length).toBeLessThanOrEqual(500)
  expect(String(failure) + JSON.stringify(failure)).not.toContain(password)
})

async function failToDeliver(email = `maria.${randomUUID()}@example.com`) {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email, name: 'Maria Santos' }))
  const { emailLogId } = await recordMail(db(), {
    dedupeKey: randomUUID(),
    template: 'welcome',
    to: email,
    props: {
      userId,
      email,
      name: 'Maria Santos',
      ...sampleOrder,
    },
  })
  const failure: unknown = await deliverMail(emailLogId).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { emailLogId, failure }
}

async function rowOf(emailLogId: string) {
  const [row] = await db().select().from(emailLog).where(eq(emailLog.id, emailLogId))
  return row
}

/** Undoes quoted-printable (RFC 2045) as far as this test reads. */
function readable(body: string): string {
  return body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Just enough of RFC 5321 to say no at any step. */
function startServer(): Promise<Server> {
  const usual: Record<string, string> = {
    EHLO: '250-mail.example\r\n250 AUTH PLAIN',
    AUTH: '235 2.7.0 Welcome',
    DATA: '354 Go ahead',
    QUIT: '221 Bye',
    '.': '250 2.0.0 Taken',
  }
  const listening = createServer((socket) => {
    let body: string[] | undefined
    socket.on('error', () => {})
    socket.write('220 mail.example\r\n')
    createInterface(socket).on('line', (line) => {
      if (body && line !== '.') return body.push(line)
      const command = line.split(' ', 1)[0]?.toUpperCase() ?? ''
      const reply = replies[command] ?? usual[command] ?? '250 2.0.0 Fine'
      const words = typeof reply === 'function' ? reply(body?.join('\n') ?? '') : reply
      body = words.startsWith('354') ? [] : undefined
      return socket.write(`${words}\r\n`)
    })
  })
  return new Promise((resolve) => listening.listen(0, '127.0.0.1', () => resolve(listening)))
}
