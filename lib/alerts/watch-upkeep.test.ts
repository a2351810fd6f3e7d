import { eq, isNull } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { emailLog } from '@/db/schema/mail'
import { Unanswered } from '@/lib/breaker/unanswered'
import { db } from '@/lib/database'
import { MailRefused } from '@/lib/mail/explain-failure'
import { recordMail } from '@/lib/mail/record-mail'
import { watchStaffMail } from './watch-staff-mail'
import { watchUpkeep } from './watch-upkeep'

beforeEach(async () => {
  await db().delete(alerts)
  await db().delete(emailLog)
})

const failing = (error: Error) => async () => {
  throw error
}

function openAlerts() {
  return db().select().from(alerts).where(isNull(alerts.resolvedAt))
}

test('regular work that fails is told while it does, and taken back once it succeeds', async () => {
  for (let time = 0; time < 2; time++) {
    await expect(watchUpkeep('The sweep', failing(new Error('no right to read')))).rejects.toThrow('no right to read')
  }
  expect(await openAlerts()).toMatchObject([
    { kind: 'upkeep_failed', summary: 'The sweep came to no end: no right to read', count: 2 },
  ])
  expect(await watchUpkeep('Another', async () => 'done')).toBe('done')
  expect(await openAlerts()).toHaveLength(1)
  expect(await watchUpkeep('The sweep', async () => 'done')).toBe('done')
  expect(await openAlerts()).toEqual([])
})

test('a part or a database that does not answer is told of by itself', async () => {
  const silence = new Unanswered('stripe', 'no route', 1_000)
  await expect(watchUpkeep('The sweep', failing(silence))).rejects.toBe(silence)
  const trouble = Object.assign(new Error('shutting down'), { code: '57P01' })
  await expect(watchUpkeep('The sweep', failing(trouble))).rejects.toBe(trouble)
  expect(await openAlerts()).toEqual([])
})

test('a mail to staff that is refused is tried again and told on the admin pages; one to a customer is left to its row', async () => {
  const props = { alerts: [{ kind: 'job_failed' as const, summary: 'Look', count: 1 }], total: 1 }
  const mail = { dedupeKey: 'alerts:1', template: 'staff-alerts', to: 'staff@example.com', props } as const
  const { emailLogId } = await db().transaction((tx) => recordMail(tx, mail))
  const refused = failing(new MailRefused('550 No such user'))
  const failure = await watchStaffMail(emailLogId, refused).catch((error: unknown) => error)
  expect(failure).toMatchObject({ message: '550 No such user' })
  expect(failure).not.toBeInstanceOf(MailRefused)
  expect(await openAlerts()).toMatchObject([{ summary: 'The mail to staff came to no end: 550 No such user' }])
  await watchStaffMail(emailLogId, async () => {})
  expect(await openAlerts()).toEqual([])

  await db().update(emailLog).set({ template: 'welcome' }).where(eq(emailLog.id, emailLogId))
  await expect(watchStaffMail(emailLogId, refused)).rejects.toBeInstanceOf(MailRefused)
  expect(await openAlerts()).toEqual([])
})
