import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { emailLog } from '@/db/schema/mail'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import type { AlertKind } from './alert-kind'
import { raiseAlert } from './raise-alert'
import { resolveAlert } from './resolve-alert'
import { tellStaff } from './tell-staff'

beforeEach(async () => {
  await db().delete(alerts)
  await db().delete(emailLog)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

afterEach(() => moveClock())

function raise(subject: string, kind: AlertKind = 'order_needs_person'): Promise<void> {
  return db().transaction((tx) => raiseAlert(tx, { kind, subject, summary: `Look at ${subject}` }))
}

function resolve(subject: string): Promise<void> {
  return db().transaction((tx) => resolveAlert(tx, { kind: 'order_needs_person', subject }))
}

function pass(seconds: number): void {
  moveClock(new Date(now().getTime() + seconds * 1000))
}

function mails() {
  return db().select().from(emailLog).orderBy(emailLog.createdAt)
}

/** Seconds until the next mail's job, by the queue's own clock. */
async function jobIn(): Promise<number[]> {
  const rows = await db().execute<{ seconds: number }>(sql`
    select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs where key = 'tell-staff'`)
  return rows.map((row) => Math.round(row.seconds))
}

test('the same trouble again counts up one open alert; after it was resolved it is a new one', async () => {
  await Promise.all([raise('orders:1'), raise('orders:1'), raise('orders:1')])
  expect(await db().select().from(alerts)).toMatchObject([{ count: 3, resolvedAt: null }])
  await resolve('orders:1')
  await resolve('orders:1')
  await raise('orders:1')
  const rows = await db().select().from(alerts).orderBy(alerts.createdAt)
  expect(rows).toMatchObject([
    { count: 3, resolvedAt: expect.any(Date) },
    { count: 1, resolvedAt: null },
  ])
})

test('an alert whose transaction is rolled back never was, and neither was its mail', async () => {
  const raised = db().transaction(async (tx) => {
    await raiseAlert(tx, { kind: 'job_failed', subject: 'jobs:1', summary: 'Never seen' })
    throw new Error('undone')
  })
  await expect(raised).rejects.toThrow('undone')
  expect(await db().$count(alerts)).toBe(0)
  expect(await jobIn()).toEqual([])
})

test('a thousand troubles make one mail within seconds, and what is new after it one more, 15 minutes later', async () => {
  for (let order = 0; order < 100; order++) await raise(`orders:${order}`)
  await raise('smtp', 'server_down')
  expect((await jobIn())[0]).toBeLessThanOrEqual(3)
  pass(4)
  await Promise.all([tellStaff(), tellStaff()])
  expect(await mails()).toMatchObject([
    { template: 'staff-alerts', toAddress: 'support@migrahosting.example', subject: 'Needs attention: 101 things' },
  ])

  pass(60)
  await raise('orders:new')
  expect((await jobIn())[0]).toBeGreaterThan(13 * 60)
  await tellStaff()
  expect(await mails()).toHaveLength(1)
  pass(15 * 60)
  await tellStaff()
  expect((await mails())[1]).toMatchObject({
    subject: 'Needs attention: 1 thing',
    props: { alerts: [{ kind: 'order_needs_person', summary: 'Look at orders:new', count: 1 }], total: 1 },
  })
})

test('what keeps coming while the first mail is due does not put it off', async () => {
  await raise('orders:1')
  pass(2)
  await raise('orders:2')
  expect((await jobIn())[0]).toBeLessThanOrEqual(1)
})

test('nobody is told of what was mended before the mail, nor twice of what is still open', async () => {
  await raise('orders:1')
  await resolve('orders:1')
  pass(4)
  await tellStaff()
  expect(await mails()).toEqual([])
  await raise('orders:2')
  pass(4)
  await tellStaff()
  pass(3600)
  await raise('orders:2')
  await tellStaff()
  expect(await mails()).toHaveLength(1)
  expect(await db().select().from(alerts).where(eq(alerts.subject, 'orders:2'))).toMatchObject([{ count: 2 }])
})
