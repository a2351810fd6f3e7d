import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import packageJson from '@/package.json' with { type: 'json' }
import { checkHealth } from './check-health'

beforeEach(async () => {
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

const usual = { status: 'ok', database: 'ok', version: packageJson.version }

test('with nothing to do nothing is ready, old or failed', async () => {
  expect(await checkHealth()).toEqual({ ...usual, queue: { ready: 0, oldestSeconds: 0, failed: 0 } })
})

test('what could run now is counted with the age of the oldest; what runs, waits for its time or has failed is not', async () => {
  const past = (seconds: number) => new Date(Date.now() - seconds * 1000)
  await addJob(db(), 'send-mail', { emailLogId: 'old' }, { key: 'old', runAt: past(90) })
  await addJob(db(), 'send-mail', { emailLogId: 'new' }, { key: 'new', runAt: past(5) })
  await addJob(db(), 'send-mail', { emailLogId: 'later' }, { key: 'later', runAt: past(-600) })
  await addJob(db(), 'send-mail', { emailLogId: 'running' }, { key: 'running', runAt: past(600) })
  await addJob(db(), 'send-mail', { emailLogId: 'dead' }, { key: 'dead', runAt: past(600) })
  await db().execute(sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker' where key = 'running'`)
  await db().execute(sql`update graphile_worker._private_jobs set attempts = max_attempts where key = 'dead'`)
  const health = await checkHealth()
  expect(health).toEqual({ ...usual, queue: { ready: 2, oldestSeconds: expect.any(Number), failed: 1 } })
  expect(health.queue?.oldestSeconds).toBeGreaterThanOrEqual(90)
  expect(health.queue?.oldestSeconds).toBeLessThan(150)
})
