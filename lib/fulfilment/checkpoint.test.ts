import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { Unanswered } from '@/lib/breaker/unanswered'
import { db } from '@/lib/database'
import { beginStep, completeStep, parkFulfilment } from './checkpoint'
import { holdStep } from './hold-step'
import { resumeFulfilment } from './resume-fulfilment'
import { type Fulfilment, Held, NeedsPerson, UnderWay } from './step'

async function newFulfilment(): Promise<Fulfilment> {
  const [order] = await db()
    .insert(checkoutSessions)
    .values({
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

async function reasonOf({ id }: Fulfilment): Promise<string | null | undefined> {
  const [row] = await db().select().from(fulfilments).where(eq(fulfilments.id, id))
  return row?.reason
}

/** An effect that a test can see. */
const writing = (fulfilment: Fulfilment, reason: string) => (tx: Parameters<Parameters<typeof completeStep>[3]>[0]) =>
  tx
    .update(fulfilments)
    .set({ reason })
    .where(eq(fulfilments.id, fulfilment.id))
    .then(() => {})

test('a worker that was overtaken cannot complete the step, and nothing of its effect stays', async () => {
  const fulfilment = await newFulfilment()
  const late = await beginStep(fulfilment, 'placed')
  const newer = await beginStep(fulfilment, 'placed')
  expect([late, newer]).toEqual([1, 2])
  expect(await completeStep(fulfilment, 'placed', 1, writing(fulfilment, 'late'))).toBe(false)
  expect(await reasonOf(fulfilment)).toBeNull()
  expect(await completeStep(fulfilment, 'placed', 2, writing(fulfilment, 'newer'))).toBe(true)
  expect(await reasonOf(fulfilment)).toBe('newer')
})

test('a worker that was overtaken can neither hold nor park the order', async () => {
  const fulfilment = await newFulfilment()
  await beginStep(fulfilment, 'placed')
  await beginStep(fulfilment, 'placed')
  await holdStep(fulfilment, 'placed', 1, new Error('too late'))
  await parkFulfilment(fulfilment, 'placed', 1, new NeedsPerson('too late'))
  expect(await reasonOf(fulfilment)).toBeNull()
  const [row] = await db().select().from(fulfilments).where(eq(fulfilments.id, fulfilment.id))
  expect(row?.status).toBe('running')
})

test('a step that is done is not begun again, and not completed twice', async () => {
  const fulfilment = await newFulfilment()
  await beginStep(fulfilment, 'placed')
  await completeStep(fulfilment, 'placed', 1, writing(fulfilment, 'once'))
  expect(await beginStep(fulfilment, 'placed')).toBeNull()
  expect(await completeStep(fulfilment, 'placed', 1, writing(fulfilment, 'twice'))).toBe(false)
  expect(await reasonOf(fulfilment)).toBe('once')
})

test('an effect that fails takes its checkpoint with it', async () => {
  const fulfilment = await newFulfilment()
  await beginStep(fulfilment, 'placed')
  const failing = completeStep(fulfilment, 'placed', 1, async (tx) => {
    await writing(fulfilment, 'half')(tx)
    throw new Error('no room')
  })
  await expect(failing).rejects.toThrow('no room')
  expect(await reasonOf(fulfilment)).toBeNull()
  const [step] = await db().select().from(fulfilmentSteps).where(eq(fulfilmentSteps.fulfilmentId, fulfilment.id))
  expect(step?.completedAt).toBeNull()
})

test('an order that needs a person says why, and staff set it going again, once', async () => {
  const fulfilment = await newFulfilment()
  await beginStep(fulfilment, 'provisioned')
  await parkFulfilment(fulfilment, 'provisioned', 1, new NeedsPerson('The server refused the domain'))
  const [row] = await db().select().from(fulfilments).where(eq(fulfilments.id, fulfilment.id))
  expect(row).toMatchObject({ status: 'needs_person', reason: 'The server refused the domain' })

  await Promise.all([1, 2].map(() => resumeFulfilment(fulfilment.checkoutSessionId, 'user:staff')))
  const [resumed] = await db().select().from(fulfilments).where(eq(fulfilments.id, fulfilment.id))
  expect(resumed).toMatchObject({ status: 'running', reason: null })
  const jobs = await db().execute(sql`select 1 from graphile_worker.jobs where key = ${`fulfil:${fulfilment.id}`}`)
  expect(jobs).toHaveLength(1)
  expect(await db().$count(auditLog, eq(auditLog.action, 'fulfilment.resumed'))).toBe(1)
})

test('how long a step is put off depends on what is in its way', async () => {
  const down = new Unanswered('smtp', 'no answer', 1_000)
  const cases: [attempt: number, error: Error, seconds: number][] = [
    [1, new Error('some trouble'), 0.5],
    [4, new Error('some trouble'), 4],
    [30, new Error('some trouble'), 300],
    [1, new Held('not yet', 5_000), 5],
    [30, new UnderWay('still working', 3_000), 3],
    // The part answers again, or never counted as silent.
    [30, down, 10],
    [30, new Unanswered('smtp', 'no answer', 1_000, true), 0],
    [30, Object.assign(new Error('shutting down'), { code: '57P01' }), 10],
  ]
  for (const [attempt, error, seconds] of cases) {
    const fulfilment = await newFulfilment()
    for (let time = 0; time < attempt; time++) await beginStep(fulfilment, 'placed')
    await holdStep(fulfilment, 'placed', attempt, error)
    expect(await secondsUntilJob(`fulfil:${fulfilment.id}`), error.message).toBeCloseTo(seconds, 0)
  }
})

test('what holds an order for long is told to staff, and taken back when it goes on', async () => {
  const fulfilment = await newFulfilment()
  await beginStep(fulfilment, 'verified')
  await holdStep(fulfilment, 'verified', 1, new Error('answered 500'))
  const open = () => db().$count(alerts, sql`kind = 'order_waiting' and resolved_at is null`)
  expect(await open()).toBe(0)
  await db()
    .update(fulfilmentSteps)
    .set({ startedAt: new Date(Date.now() - 11 * 60_000) })
    .where(eq(fulfilmentSteps.fulfilmentId, fulfilment.id))
  await beginStep(fulfilment, 'verified')
  await holdStep(fulfilment, 'verified', 2, new Error('answered 500'))
  expect(await open()).toBe(1)
  await beginStep(fulfilment, 'verified')
  await completeStep({ ...fulfilment, reason: 'answered 500' }, 'verified', 3, async () => {})
  expect(await open()).toBe(0)
})

async function secondsUntilJob(key: string): Promise<number | undefined> {
  const [job] = await db().execute<{ seconds: number }>(sql`
    select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs where key = ${key}`)
  return job?.seconds
}
