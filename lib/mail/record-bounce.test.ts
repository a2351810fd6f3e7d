import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/mail/bounces/route'
import { alerts } from '@/db/schema/alerts'
import { emailLog } from '@/db/schema/mail'
import { db } from '@/lib/database'
import { envelopeSender, mailOfSender } from './envelope-sender'
import { recordBounce } from './record-bounce'
import { recordMail } from './record-mail'
import { sampleReport } from './testing/sample-report'

const secret = 'shared with the mail server'

beforeAll(() => vi.stubEnv('MAIL_BOUNCE_SECRET', secret))
beforeEach(() => db().delete(alerts))

/** A mail as it is once it was sent. */
async function sentMail(messageIdOf = (id: string) => `<${id}@migrahosting.example>`): Promise<string> {
  const { emailLogId } = await recordMail(db(), {
    dedupeKey: randomUUID(),
    template: 'password-reset',
    to: 'maria@example.com',
    props: { userId: randomUUID(), name: 'Maria Santos' },
  })
  const sent = { status: 'sent', messageId: messageIdOf(emailLogId), sentAt: new Date() } as const
  await db().update(emailLog).set(sent).where(eq(emailLog.id, emailLogId))
  return emailLogId
}

async function rowOf(emailLogId: string) {
  const [row] = await db().select().from(emailLog).where(eq(emailLog.id, emailLogId))
  return row
}

function openAlerts() {
  return db().select().from(alerts)
}

test('an envelope sender names its mail, in any case, and fits into what mail servers take', () => {
  for (const id of [randomUUID(), '00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff']) {
    const sender = envelopeSender(id)
    expect(sender).toMatch(/^hello\+[0-9a-z]{38}@migrahosting\.example$/)
    expect(mailOfSender(sender)).toBe(id)
    expect(mailOfSender(` ${sender.toUpperCase()} `)).toBe(id)
  }
})

test('what came back for good is marked with its reason, and staff are told once', async () => {
  const id = await sentMail()
  const report = sampleReport({ sentTo: envelopeSender(id) })
  expect(await recordBounce(report)).toEqual({ recorded: true })
  expect(await recordBounce(report)).toEqual({ recorded: false })
  expect(await rowOf(id)).toMatchObject({
    status: 'sent',
    bouncedAt: expect.any(Date),
    bounceReason: '550 5.1.1 No such user here',
  })
  expect(await openAlerts()).toMatchObject([
    { kind: 'mail_undelivered', subject: 'mail-address:maria@example.com', count: 1 },
  ])
})

test('of a mail that held a secret only the status is kept, as a server may quote it', async () => {
  const id = await sentMail((mailId) => `<${mailId}.1@migrahosting.example>`)
  await recordBounce(sampleReport({ sentTo: envelopeSender(id), diagnostic: 'smtp; 554 I dislike h7#Kq=mT2w?Zr9Ab' }))
  expect(await rowOf(id)).toMatchObject({ bounceReason: '5.1.1' })
})

test('a server that still tries changes nothing', async () => {
  const id = await sentMail()
  const report = sampleReport({ sentTo: envelopeSender(id), action: 'delayed', status: '4.4.1' })
  expect(await recordBounce(report)).toEqual({ recorded: false })
  expect(await rowOf(id)).toMatchObject({ bouncedAt: null })
  expect(await openAlerts()).toEqual([])
})

test('nobody can make up the sender of a mail', async () => {
  const id = await sentMail()
  const real = envelopeSender(id)
  const [tag = '', domain] = real.split('@')
  const other = envelopeSender(await sentMail())
  const forged = [
    `${tag.slice(0, -1)}${tag.endsWith('a') ? 'b' : 'a'}@${domain}`,
    `${tag.slice(0, -13)}${other.split('@')[0]?.slice(-13)}@${domain}`,
    `${tag}@elsewhere.example`,
    `${tag}x@${domain}`,
    'hello+@migrahosting.example',
    'hello@migrahosting.example',
    `someone+${tag.split('+')[1]}@${domain}`,
    `hello+${'z'.repeat(38)}@migrahosting.example`,
  ]
  for (const sentTo of forged) {
    expect(mailOfSender(sentTo), sentTo).toBeNull()
    expect(await recordBounce(sampleReport({ sentTo })), sentTo).toEqual({ recorded: false })
  }
  expect(await rowOf(id)).toMatchObject({ bouncedAt: null })
})

test('a report about a mail that is not there any more is left alone', async () => {
  expect(await recordBounce(sampleReport({ sentTo: envelopeSender(randomUUID()) }))).toEqual({ recorded: false })
})

function post(body: string, headers: Record<string, string>) {
  return POST(new Request('http://localhost/api/mail/bounces', { method: 'POST', body, headers }))
}

const allowed = { authorization: `Bearer ${secret}`, 'content-type': 'message/rfc822; charset=us-ascii' }

test('the mail server hands a report over by POST, and gets 200 for whatever else comes back', async () => {
  const id = await sentMail()
  const taken = await post(sampleReport({ sentTo: envelopeSender(id) }), allowed)
  expect([taken.status, await taken.json()]).toEqual([200, { recorded: true }])
  const other = await post('Subject: I am on holiday\r\n\r\nBack on Monday.', allowed)
  expect([other.status, await other.json()]).toEqual([200, { recorded: false }])
})

test.each([
  ['without the secret', { 'content-type': 'message/rfc822' }, 401],
  ['with another secret', { ...allowed, authorization: 'Bearer guess' }, 401],
  ['as JSON', { ...allowed, 'content-type': 'application/json' }, 415],
])('a report %s is refused', async (_, headers, status) => {
  const id = await sentMail()
  expect((await post(sampleReport({ sentTo: envelopeSender(id) }), headers)).status).toBe(status)
  expect(await rowOf(id)).toMatchObject({ bouncedAt: null })
})

test('a report that is too large is refused', async () => {
  expect((await post('x'.repeat(1024 * 1024 + 1), allowed)).status).toBe(413)
})
