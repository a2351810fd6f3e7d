import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Logger, run } from 'graphile-worker'
import { expect, test } from 'vitest'
import { connect } from '@/db/client'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { addJob } from './add-job'

test('a job exists once its transaction commits, with its payload as JSON', async () => {
  const eventId = `evt_${randomUUID()}`
  const runAt = new Date('2030-01-02T03:04:05.000Z')
  await db().transaction((tx) => addJob(tx, 'process-stripe-event', { eventId }, { key: eventId, runAt }))
  expect(await jobsWithKey(eventId)).toMatchObject([
    {
      task_identifier: 'process-stripe-event',
      payload: { eventId },
      run_at: runAt.getTime() / 1000,
    },
  ])
})

test('a transaction that is rolled back leaves no job', async () => {
  const key = randomUUID()
  const failing = db().transaction(async (tx) => {
    await addJob(tx, 'fulfil', { fulfilmentId: '1' }, { key })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await jobsWithKey(key)).toEqual([])
})

test('a waiting job with the same key is replaced', async () => {
  const key = randomUUID()
  await addJob(db(), 'fulfil', { fulfilmentId: 'first' }, { key })
  await addJob(db(), 'fulfil', { fulfilmentId: 'second' }, { key })
  expect(await jobsWithKey(key)).toMatchObject([{ payload: { fulfilmentId: 'second' } }])
})

test('a job that is running gets a second run afterwards', async () => {
  const key = randomUUID()
  const fulfilmentId = `running ${key}`
  let runs = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const worker = await run({
    connectionString: env().DATABASE_URL,
    concurrency: 1,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => {}),
    taskList: {
      fulfil: async (payload) => {
        if (!isFor(payload, fulfilmentId)) return
        runs += 1
        if (runs === 1) await held
      },
    },
  })
  try {
    await addJob(db(), 'fulfil', { fulfilmentId }, { key })
    await waitFor(() => runs === 1)
    await addJob(db(), 'fulfil', { fulfilmentId }, { key })
    release()
    await waitFor(() => runs === 2)
    await waitFor(async () => (await jobsWithKey(key)).length === 0)
  } finally {
    release()
    await worker.stop()
  }
})

test('a job is queued even when a worker takes the waiting one at that very moment', async () => {
  const key = randomUUID()
  await addJob(db(), 'fulfil', { fulfilmentId: 'first' }, { key })
  const worker = connect(env().DATABASE_URL, 1)
  let adding: Promise<void> | undefined
  try {
    await worker.transaction(async (tx) => {
      await tx.execute(
        sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'test' where key = ${key}`,
      )
      adding = addJob(db(), 'fulfil', { fulfilmentId: 'second' }, { key })
      await waitFor(isSomeoneWaitingForARow)
    })
    await adding
  } finally {
    await worker.$client.end()
  }
  expect(await jobsWithKey(key)).toMatchObject([{ payload: { fulfilmentId: 'second' } }])
})

function jobsWithKey(key: string) {
  return db().execute(sql`
    select t.identifier as task_identifier, q.queue_name, j.payload, extract(epoch from j.run_at)::int as run_at, j.max_attempts
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.key = ${key}`)
}

async function isSomeoneWaitingForARow(): Promise<boolean> {
  const waiting = await db().execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
  return waiting.length > 0
}

function isFor(payload: unknown, fulfilmentId: string): boolean {
  return JSON.stringify(payload) === JSON.stringify({ fulfilmentId })
}
