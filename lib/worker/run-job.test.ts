import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unanswered } from '@/lib/breaker/unanswered'
import { env } from '@/lib/env'
import { type Liveness, openLiveness } from './liveness'
import { runJob } from './run-job'

let liveness: Liveness

beforeAll(async () => {
  liveness = await openLiveness(env().DATABASE_URL)
})

afterAll(() => liveness.close())

/** Runs a job that does this, and says after what pauses it was put into the queue again. */
async function run(work: () => Promise<void>): Promise<number[]> {
  const pauses: number[] = []
  await runJob(liveness, { name: 'job:1', work, again: async (afterMs) => void pauses.push(afterMs) })
  return pauses
}

test('a job that is done is not put into the queue again', async () => {
  expect(await run(async () => {})).toEqual([])
})

test('a second run of a job that is at work comes back later, so that it sees what was written since', async () => {
  const pauses: number[] = []
  await run(async () => {
    pauses.push(...(await run(async () => {})))
  })
  expect(pauses).toEqual([500])
})

test('a part that does not answer costs none of the tries that a faulty job has', async () => {
  const work = async () => {
    throw new Unanswered('smtp', 'no answer', 4_000)
  }
  expect(await run(work)).toEqual([4_000])
})

test('a database that is gone costs none either', async () => {
  const work = async () => {
    throw new Error('Failed query', { cause: Object.assign(new Error('shutting down'), { code: '57P01' }) })
  }
  expect(await run(work)).toEqual([1_000])
})

test('a fault is thrown without the values of the query in which it happened', async () => {
  const work = async () => {
    throw new Error('Failed query: select $1 params: hunter2', { cause: new Error('syntax error') })
  }
  await expect(run(work)).rejects.toThrow(/^syntax error$/)
})
