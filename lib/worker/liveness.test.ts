import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { addJob } from '@/lib/jobs/add-job'
import { type Liveness, openLiveness } from './liveness'

const opened: Liveness[] = []

async function open(): Promise<Liveness> {
  const liveness = await openLiveness(env().DATABASE_URL)
  opened.push(liveness)
  return liveness
}

beforeEach(async () => {
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((liveness) => liveness.close()))
})

/** A job that a pool took some time ago. */
async function lockedJob(poolId: string, ageSeconds: number): Promise<void> {
  await addJob(db(), 'send-mail', { emailLogId: poolId })
  await db().execute(sql`
    update graphile_worker._private_jobs
    set locked_by = ${poolId}, locked_at = now() - make_interval(secs => ${ageSeconds})
    where payload ->> 'emailLogId' = ${poolId}`)
}

async function owners(): Promise<(string | null)[]> {
  const rows = await db().execute<{ locked_by: string | null }>(
    sql`select locked_by from graphile_worker._private_jobs order by id`,
  )
  return rows.map((row) => row.locked_by)
}

test('the jobs of a worker whose lock is gone are given back within a second', async () => {
  await lockedJob('pool-dead', 3)
  await open()
  await waitFor(async () => (await owners()).every((owner) => owner === null), { timeoutMs: 1000 })
})

test('the jobs of living workers stay theirs, seen by themselves and by others', async () => {
  const [first, second] = [await open(), await open()]
  await first.claim('pool-first')
  await second.claim('pool-second')
  await lockedJob('pool-first', 60)
  await lockedJob('pool-second', 60)
  await lockedJob('pool-dead', 60)
  await waitFor(async () => (await owners()).includes(null))
  expect(await owners()).toEqual(['pool-first', 'pool-second', null])
})

test('a job that was taken just now is left alone, because its owner may not have said yet that it lives', async () => {
  await lockedJob('pool-new', 0)
  await lockedJob('pool-dead', 60)
  await open()
  await waitFor(async () => (await owners()).includes(null))
  expect(await owners()).toEqual(['pool-new', null])
})

test('a worker learns that its proof of life is gone', async () => {
  const liveness = await open()
  await liveness.claim('pool-cut')
  await db().execute(sql`
    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`)
  await liveness.lost
})
