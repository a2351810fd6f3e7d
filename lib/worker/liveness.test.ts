import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { addJob } from '@/lib/jobs/add-job'
import { type Liveness, openLiveness } from './liveness'
import { openLine } from './testing/open-line'

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

test('a job that was queued again while its dead worker ran it is gone, and its successor is there', async () => {
  const job = { emailLogId: 'again' }
  await addJob(db(), 'send-mail', job, { key: 'mail:again' })
  await db().execute(sql`
    update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() - interval '1 minute'`)
  await addJob(db(), 'send-mail', job, { key: 'mail:again' })
  await open()
  const jobs = () => db().execute(sql`select key, attempts from graphile_worker.jobs`)
  await waitFor(async () => (await jobs()).length === 1)
  expect(await jobs()).toEqual([{ key: 'mail:again', attempts: 0 }])
})

test('a worker learns that its proof of life is gone', async () => {
  const liveness = await open()
  await liveness.claim('pool-cut')
  await cutOwners()
  await liveness.lost
})

test('what was given back is announced, so that nobody has to poll for it', async () => {
  const heard: string[] = []
  const { unlisten } = await db().$client.listen('jobs:insert', (payload) => heard.push(payload))
  await lockedJob('pool-dead', 3)
  heard.length = 0
  await open()
  await waitFor(() => heard.length > 0)
  await unlisten()
})

test('a worker that hears nothing from the database for three seconds takes its proof of life for gone', async () => {
  const line = await openLine(env().DATABASE_URL)
  const liveness = await openLiveness(line.url)
  opened.push(liveness)
  line.cut()
  await liveness.lost
  line.close()
})

test('one of all living workers does a piece of work; the others are told so', async () => {
  const [first, second] = [await open(), await open()]
  let finish = () => {}
  const working = first.doAlone('mail:1', () => new Promise<void>((resolve) => (finish = resolve)))
  await waitFor(async () => (await locksHeld()) === 1)
  expect(await first.doAlone('mail:1', neverDone)).toBe(false)
  expect(await second.doAlone('mail:1', neverDone)).toBe(false)
  expect(await second.doAlone('mail:2', async () => {})).toBe(true)
  finish()
  expect(await working).toBe(true)
  expect(await second.doAlone('mail:1', async () => {})).toBe(true)
})

test('work that fails is free for others at once, and so is the work of a worker that died', async () => {
  const [first, second] = [await open(), await open()]
  const failing = first.doAlone('mail:1', async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  let finish = () => {}
  const cut = first.doAlone('mail:1', () => new Promise<void>((resolve) => (finish = resolve)))
  await waitFor(async () => (await locksHeld()) === 1)
  await cutOwners()
  await waitFor(() => second.doAlone('mail:1', async () => {}))
  finish()
  await cut
})

async function neverDone(): Promise<void> {
  throw new Error('This was done twice')
}

/** Of this file's database; other files have their own on the same server. */
const lockOwners = sql`pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()
  and database = (select oid from pg_database where datname = current_database())`

async function locksHeld(): Promise<number> {
  return (await db().execute(sql`select 1 from ${lockOwners}`)).length
}

async function cutOwners(): Promise<void> {
  await db().execute(sql`select pg_terminate_backend(pid) from ${lockOwners}`)
}
