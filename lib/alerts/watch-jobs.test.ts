import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { closeAlert } from './close-alert'
import { listAlerts } from './list-alerts'
import { raiseAlert } from './raise-alert'
import { retryDeadJob } from './retry-dead-job'
import { watchJobs } from './watch-jobs'

beforeEach(async () => {
  await db().delete(alerts)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

async function killJobs(): Promise<void> {
  await db().execute(sql`
    update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no such table'`)
}

async function triesLeft(): Promise<number[]> {
  const rows = await db().execute<{ left: number }>(sql`
    select max_attempts - attempts as left from graphile_worker.jobs where key is distinct from 'tell-staff'`)
  return rows.map((row) => row.left)
}

test('jobs and events that ran out of tries are told once, and taken back when they are seen to', async () => {
  await addJob(db(), 'send-mail', { emailLogId: 'none' }, { key: 'mail:none' })
  await addJob(db(), 'process-stripe-event', { eventId: 'evt_1' }, { key: 'stripe-event:evt_1' })
  await watchJobs()
  expect(await db().$count(alerts)).toBe(0)

  await killJobs()
  await Promise.all([watchJobs(), watchJobs()])
  await watchJobs()
  const { alerts: open } = await listAlerts({ page: 1 })
  expect(open.map(({ kind, summary }) => [kind, summary]).sort()).toEqual([
    ['event_failed', "Stripe's event evt_1: no such table"],
    ['job_failed', 'A job (send mail): no such table'],
  ])

  await db().execute(sql`delete from graphile_worker._private_jobs`)
  await watchJobs()
  expect((await listAlerts({ page: 1 })).alerts).toEqual([])
})

test('what is queued again by the time is not told', async () => {
  await addJob(db(), 'billing-clock', {}, { key: 'billing-clock' })
  await killJobs()
  await watchJobs()
  expect(await db().$count(alerts)).toBe(0)
})

test('staff give a dead job its tries again, once, by name', async () => {
  await addJob(db(), 'send-mail', { emailLogId: 'none' }, { key: 'mail:none' })
  await addJob(db(), 'process-stripe-event', { eventId: 'evt_1' }, { key: 'stripe-event:evt_1' })
  await killJobs()
  await watchJobs()
  const { alerts: open } = await listAlerts({ page: 1 })
  for (const { id } of open) await Promise.all([1, 2].map(() => retryDeadJob(id, 'user:staff')))
  expect(await triesLeft()).toEqual([25, 25])
  expect(await db().$count(auditLog, eq(auditLog.action, 'job.retried'))).toBe(2)
  await watchJobs()
  expect((await listAlerts({ page: 1 })).alerts).toEqual([])
})

test('an alert that is no job is left as it is by a retry, and closed by staff, once, by name', async () => {
  await db().transaction((tx) =>
    raiseAlert(tx, { kind: 'unmatched_payment', subject: 'stripe:cs_1', summary: 'No order' }),
  )
  const [alert] = (await listAlerts({ page: 1 })).alerts
  await retryDeadJob(alert?.id ?? '', 'user:staff')
  expect((await listAlerts({ page: 1 })).alerts).toHaveLength(1)
  await Promise.all([1, 2].map(() => closeAlert(alert?.id ?? '', 'user:staff')))
  expect((await listAlerts({ page: 1 })).alerts).toEqual([])
  expect(await db().select().from(auditLog).where(eq(auditLog.action, 'alert.closed'))).toMatchObject([
    { actor: 'user:staff', details: { subject: 'stripe:cs_1' } },
  ])
})
