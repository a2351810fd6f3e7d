import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emailLog } from '@/db/schema/mail'
import { db } from '@/lib/database'
import { queueMail } from './queue-mail'
import { recordMail } from './record-mail'

const user = { userId: randomUUID(), name: 'Maria Santos' }

function resetMail() {
  return {
    dedupeKey: `password-reset:${randomUUID()}`,
    template: 'password-reset',
    to: 'maria@example.com',
    props: user,
  } as const
}

test('a queued mail is one row with its department and subject, and one job that knows only its id', async () => {
  const mail = resetMail()
  const { emailLogId } = await db().transaction((tx) => queueMail(tx, mail))
  expect(await rowsOf(mail.dedupeKey)).toMatchObject([
    {
      id: emailLogId,
      toAddress: 'maria@example.com',
      department: 'support',
      template: 'password-reset',
      subject: 'Choose a new password for MigraHosting',
      props: user,
      status: 'queued',
      attempts: 0,
      sentAt: null,
    },
  ])
  expect(await jobsOf(emailLogId)).toEqual([{ payload: { emailLogId } }])
})

test('asking again for the same mail adds no row and no job', async () => {
  const mail = resetMail()
  const first = await db().transaction((tx) => queueMail(tx, mail))
  const second = await db().transaction((tx) => queueMail(tx, { ...mail, to: 'someone.else@example.com' }))
  expect(second).toEqual(first)
  expect(await rowsOf(mail.dedupeKey)).toMatchObject([{ toAddress: 'maria@example.com' }])
  expect(await jobsOf(first.emailLogId)).toHaveLength(1)
})

test('of five who ask at once, one makes the row and the job', async () => {
  const mail = resetMail()
  const answers = await Promise.all(Array.from({ length: 5 }, () => db().transaction((tx) => queueMail(tx, mail))))
  const ids = new Set(answers.map(({ emailLogId }) => emailLogId))
  expect(ids.size).toBe(1)
  expect(await rowsOf(mail.dedupeKey)).toHaveLength(1)
  expect(await jobsOf([...ids].join())).toHaveLength(1)
})

test('a transaction that is rolled back leaves no row and no job', async () => {
  const mail = resetMail()
  let emailLogId = ''
  const failing = db().transaction(async (tx) => {
    emailLogId = (await queueMail(tx, mail)).emailLogId
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await rowsOf(mail.dedupeKey)).toEqual([])
  expect(await jobsOf(emailLogId)).toEqual([])
})

test('a recorded mail is a row without a job', async () => {
  const mail = resetMail()
  const { emailLogId, created } = await recordMail(db(), mail)
  expect(created).toBe(true)
  expect(await jobsOf(emailLogId)).toEqual([])
  expect(await recordMail(db(), mail)).toEqual({ emailLogId, created: false })
})

test('props that hold more than the template needs, such as a secret, are refused', async () => {
  const mail = resetMail()
  const withSecret = { ...user, token: 'a secret' }
  await expect(recordMail(db(), { ...mail, props: withSecret })).rejects.toThrow('token')
  expect(await rowsOf(mail.dedupeKey)).toEqual([])
})

function rowsOf(dedupeKey: string) {
  return db().select().from(emailLog).where(eq(emailLog.dedupeKey, dedupeKey))
}

function jobsOf(emailLogId: string) {
  return db().execute(sql`
    select payload from graphile_worker._private_jobs where payload ->> 'emailLogId' = ${emailLogId}`)
}
