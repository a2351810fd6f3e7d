import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { breakers } from '@/db/schema/breakers'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { throughBreaker } from './through-breaker'
import { Unanswered } from './unanswered'

let calls = 0

beforeEach(async () => {
  calls = 0
  await db().delete(breakers)
  await db().delete(alerts)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

const silent = () =>
  throughBreaker('smtp', async () => {
    calls++
    throw new Unanswered('smtp', 'connect ECONNREFUSED', 1000)
  })

const answering = () =>
  throughBreaker('smtp', async (heard) => {
    calls++
    heard()
    return 'sent'
  })

/** Asks nothing. */
const idle = () => throughBreaker('smtp', async () => 'nothing to send')

const failing = (error: Error) =>
  throughBreaker('smtp', async () => {
    throw error
  })

const refused = () =>
  throughBreaker('smtp', async (heard) => {
    heard()
    throw new Error('mailbox full')
  })

async function fail(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await expect(silent()).rejects.toMatchObject({ wasHeld: false })
}

function breaker() {
  return db().select().from(breakers).where(eq(breakers.part, 'smtp'))
}

/** As if the pause were over. */
async function pass(): Promise<void> {
  await db().update(breakers).set({ nextTryAt: sql`clock_timestamp()` })
}

async function pauseMs(): Promise<number> {
  const [row] = await db()
    .select({ ms: sql<number>`extract(epoch from next_try_at - clock_timestamp())::float8 * 1000` })
    .from(breakers)
  return row?.ms ?? 0
}

test('after three failures in a row nobody is let through, and staff are told once', async () => {
  await fail(3)
  await Promise.all([1, 2, 3].map(() => expect(answering()).rejects.toMatchObject({ part: 'smtp', wasHeld: true })))
  expect(calls).toBe(3)
  expect(await db().select().from(alerts)).toMatchObject([
    {
      kind: 'server_down',
      subject: 'smtp',
      summary: 'The mail server: connect ECONNREFUSED',
      count: 1,
      resolvedAt: null,
    },
  ])
})

test('an answer in between starts the count anew, even when it is a no', async () => {
  await fail(2)
  expect(await answering()).toBe('sent')
  await fail(2)
  await expect(refused()).rejects.toThrow('mailbox full')
  await fail(2)
  expect(await breaker()).toMatchObject([{ openedAt: null }])
})

test('work that did not ask the part says nothing about it, whether it comes to an end or fails', async () => {
  await fail(2)
  expect(await idle()).toBe('nothing to send')
  await expect(failing(new Error('no such mail'))).rejects.toThrow('no such mail')
  await fail(1)
  expect(await breaker()).toMatchObject([{ openedAt: expect.any(Date) }])
  await pass()
  expect(await idle()).toBe('nothing to send')
  await expect(failing(new Error('no such mail'))).rejects.toThrow('no such mail')
  expect(await breaker()).toMatchObject([{ openedAt: expect.any(Date), tries: 0 }])
  // Its turn was given back: the next one finds out.
  expect(await answering()).toBe('sent')
  expect(await breaker()).toMatchObject([{ openedAt: null }])
})

test('trouble of our own database says nothing about the part', async () => {
  await fail(2)
  await expect(failing(Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' }))).rejects.toThrow('closed')
  await fail(1)
  expect(await breaker()).toMatchObject([{ openedAt: expect.any(Date) }])
})

test('after the pause one caller of many tries; a failure makes the pause longer, up to ten seconds', async () => {
  await fail(3)
  const pauses: number[] = [await pauseMs()]
  for (let round = 0; round < 5; round++) {
    calls = 0
    await pass()
    await Promise.all(Array.from({ length: 8 }, () => expect(silent()).rejects.toBeInstanceOf(Unanswered)))
    expect(calls).toBe(1)
    pauses.push(await pauseMs())
  }
  const seconds = pauses.map((ms) => Math.round(ms / 1000))
  expect(seconds).toEqual([1, 2, 4, 8, 10, 10])
  expect(await db().select().from(alerts)).toMatchObject([{ count: 1 }])
})

test('a try that succeeds lets everybody through, takes the alert back and wakes what waits', async () => {
  await fail(3)
  await pass()
  expect(await answering()).toBe('sent')
  expect(await Promise.all([answering(), answering()])).toEqual(['sent', 'sent'])
  expect(await breaker()).toMatchObject([{ openedAt: null, failures: 0, tries: 0 }])
  expect(await db().select().from(alerts)).toMatchObject([{ resolvedAt: expect.any(Date) }])
  const jobs = await db().execute(sql`
    select run_at <= now() as is_due from graphile_worker.jobs where key = 'wake:smtp'`)
  expect(jobs).toEqual([{ is_due: true }])
})

test('a caller that dies in its try does not keep others from trying for ever', async () => {
  await fail(3)
  await pass()
  await expect(failing(Object.assign(new Error('cut'), { code: 'CONNECTION_DESTROYED' }))).rejects.toThrow('cut')
  await expect(answering()).rejects.toMatchObject({ wasHeld: true })
  expect(await pauseMs()).toBeLessThanOrEqual(3_000)
})

test('a try that takes long stays the only one', async () => {
  await fail(3)
  await pass()
  let finish: (() => void) | undefined
  const long = throughBreaker('smtp', (heard) => new Promise<void>((resolve) => (finish = resolve)).then(heard))
  await waitFor(() => finish)
  const startedAt = Date.now()
  while (Date.now() - startedAt < 4_500) {
    await expect(answering()).rejects.toMatchObject({ wasHeld: true })
    await pause(300)
  }
  finish?.()
  await long
  expect(await answering()).toBe('sent')
})

test('a call that began before the part fell silent and succeeds late does not open the way again', async () => {
  let finish = () => {}
  const late = throughBreaker('smtp', (heard) => new Promise<void>((resolve) => (finish = resolve)).then(heard))
  await fail(3)
  finish()
  await late
  expect(await breaker()).toMatchObject([{ openedAt: expect.any(Date) }])
})

test('another part is not affected', async () => {
  await fail(3)
  expect(await throughBreaker('stripe', async () => 'paid')).toBe('paid')
})
