import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { GET } from '@/app/api/checkout/progress/route'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { db } from '@/lib/database'
import { beginStep, completeFulfilment, completeStep } from '@/lib/fulfilment/checkpoint'
import type { Fulfilment } from '@/lib/fulfilment/step'
import { stepNames } from '@/lib/fulfilment/step-names'

const readers: Reader[] = []
afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave()
})

/** An order that has just been paid, and nobody works on it. */
async function newOrder(stripeSessionId: string): Promise<Fulfilment> {
  const [order] = await db()
    .insert(checkoutSessions)
    .values({
      stripeSessionId,
      email: 'john@example.com',
      customerName: 'John Doe',
      productCode: 'starter',
      billingCycle: 'monthly',
      amount: 799,
      renewalAmount: 799,
      currency: 'usd',
    })
    .returning()
  if (!order) throw new Error('No order')
  const [fulfilment] = await db().insert(fulfilments).values({ checkoutSessionId: order.id }).returning()
  if (!fulfilment) throw new Error('No fulfilment')
  return { ...fulfilment, order }
}

type News = { event: string; data: { state?: string; steps?: { state: string }[] } }

type Reader = {
  next(): Promise<News>
  /** The next that is no beat. */
  news(): Promise<News>
  leave(): void
}

/** Follows an order as a browser does. */
async function follow(stripeSessionId: string): Promise<Reader> {
  const leaving = new AbortController()
  const address = `http://localhost/api/checkout/progress?session_id=${stripeSessionId}`
  const headers = { accept: 'text/event-stream' }
  const answer = await GET(new Request(address, { headers, signal: leaving.signal }))
  if (!answer.body) throw new Error('No stream')
  const chunks = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  const reader: Reader = {
    leave: () => leaving.abort(),
    async news() {
      let next = await reader.next()
      while (next.event === 'beat') next = await reader.next()
      return next
    },
    async next() {
      const { value = '' } = await chunks.read()
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(value)?.[1]
      return { event: field('event') ?? 'message', data: JSON.parse(field('data') ?? 'null') }
    },
  }
  readers.push(reader)
  return reader
}

/** The rows are read again every five seconds in any case: what is faster came by NOTIFY. */
const byNoticeMs = 2500
const promptlyMs = 500

test('each step that is done reaches the screen at once, in every tab', async () => {
  const order = await newOrder('cs_test_steps')
  const tabs = [await follow('cs_test_steps'), await follow('cs_test_steps')]
  for (const tab of tabs) expect((await tab.news()).data).toMatchObject({ state: 'running' })
  const delays: number[] = []
  for (const [index, step] of stepNames.entries()) {
    const attempt = await beginStep(order, step)
    const doneAt = performance.now()
    await completeStep(order, step, attempt ?? 0, async () => {})
    const seen = await Promise.all(tabs.map((tab) => tab.news()))
    delays.push(performance.now() - doneAt)
    for (const { data } of seen) expect(data.steps?.filter(({ state }) => state === 'done')).toHaveLength(index + 1)
  }
  await completeFulfilment(order.id)
  for (const tab of tabs) {
    expect((await tab.news()).data).toMatchObject({ state: 'completed' })
    expect(await tab.next()).toMatchObject({ event: 'end' })
  }
  delays.sort((one, other) => one - other)
  expect(delays.at(-1)).toBeLessThan(byNoticeMs)
  expect(delays[delays.length >> 1]).toBeLessThan(promptlyMs)
})

test('who comes later, or again, finds the whole state first', async () => {
  const order = await newOrder('cs_test_later')
  const attempt = await beginStep(order, 'account')
  await completeStep(order, 'account', attempt ?? 0, async () => {})
  const first = await (await follow('cs_test_later')).next()
  expect(first.data.steps?.map(({ state }) => state)).toEqual(['done', ...Array(stepNames.length - 1).fill('waiting')])
  expect(await (await follow('cs_test_later')).next()).toEqual(first)
})

test('as long as nothing happens a beat says that the stream lives', async () => {
  await newOrder('cs_test_idle')
  const reader = await follow('cs_test_idle')
  await reader.next()
  expect(await reader.next()).toEqual({ event: 'beat', data: {} })
})

test('a listening connection that breaks is made again, and what was missed meanwhile is sent', async () => {
  const order = await newOrder('cs_test_broken')
  const reader = await follow('cs_test_broken')
  await reader.next()
  await db().execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%order_progress%' and pid <> pg_backend_pid()`,
  )
  await db().update(fulfilments).set({ status: 'needs_person' }).where(eq(fulfilments.id, order.id))
  expect((await reader.news()).data).toMatchObject({ state: 'needs_person' })
})

test('who is not asking for a stream gets the same once, and an unknown order is said to be none', async () => {
  await newOrder('cs_test_once')
  const ask = (id: string) => GET(new Request(`http://localhost/api/checkout/progress?session_id=${id}`))
  expect(await (await ask('cs_test_once')).json()).toMatchObject({ state: 'running', planName: 'Starter' })
  expect((await ask('cs_test_unknown')).status).toBe(404)
})
