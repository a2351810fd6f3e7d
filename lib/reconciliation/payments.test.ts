import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { checkoutSessions } from '@/db/schema/checkout'
import { stripeEvents } from '@/db/schema/webhooks'
import { waitFor } from '@/db/testing/wait-for'
import { openWorld, type World } from '@/lib/billing/testing/open-world'
import { mailsTo } from '@/lib/billing/testing/service-rows'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { addJob } from '@/lib/jobs/add-job'
import { reconcilePayments } from './reconcile'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

beforeEach(async () => {
  await world.settle()
  await reconcilePayments()
})

const minute = 60_000

function later(ms: number): void {
  moveClock(new Date(now().getTime() + ms))
}

async function repairs(): Promise<string[]> {
  const reports = await reconcilePayments()
  expect(reports.map(({ failure }) => failure)).toEqual([null, null])
  return reports.flatMap(({ repaired }) => repaired)
}

function orderOf(sessionId: string) {
  return db()
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
    .then(([order]) => order)
}

async function audited(subject: string): Promise<string[]> {
  const rows = await db().select().from(auditLog).where(eq(auditLog.subject, subject))
  return rows.filter(({ details }) => details.cause === 'reconciliation').map(({ action }) => action)
}

async function pay(wish: { email: string }): Promise<string> {
  const sessionId = await world.pay(wish)
  await date(sessionId)
  return sessionId
}

async function order(email: string) {
  const customer = { name: 'John Doe', email }
  const started = await startCheckout({ planId: 'starter', billingCycle: 'monthly', customer })
  await date(started.sessionId)
  return started
}

/** The database dates what it is given by the real time. */
async function date(sessionId: string): Promise<void> {
  await db().update(checkoutSessions).set({ createdAt: now() }).where(eq(checkoutSessions.stripeSessionId, sessionId))
}

const isComplete = (sessionId: string) => async () => (await getProgress(sessionId))?.state === 'completed'

test('a purchase of which no webhook tells and whose buyer has left is complete after the next run', async () => {
  const sessionId = await pay({ email: 'silent@example.com' })
  await world.drop()
  // As the clock of the worker queues it.
  await addJob(db(), 'reconcile-payments', {}, { key: 'reconcile-payments' })
  await waitFor(isComplete(sessionId), { timeoutMs: 15_000 })
  expect(await mailsTo('silent@example.com')).toEqual(['welcome'])
  await world.idle()
  expect(await repairs()).toEqual([])
})

test('while Stripe does not answer it is tried again within seconds, not in the next minute', async () => {
  const sessionId = await pay({ email: 'patient@example.com' })
  await world.drop()
  await fetch(`${env().STRIPE_API_BASE}/_sandbox/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env().STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({ kind: 'api_error', count: '4', 'only[0]': '/v1/events' }),
  })
  await addJob(db(), 'reconcile-payments', {}, { key: 'reconcile-payments' })
  await waitFor(isComplete(sessionId), { timeoutMs: 15_000 })
  await world.idle()
})

test('an event that no webhook brought is stored once, with its job, and says who brought it', async () => {
  const customer = await world.sdk.customers.create({ email: 'other@example.com' })
  const [product] = [await world.sdk.products.create({ name: 'Of another shop' })]
  await world.sdk.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await world.sdk.subscriptions.create({
    customer: customer.id,
    default_payment_method: (await world.sdk.paymentMethods.list({ customer: customer.id })).data[0]?.id,
    items: [
      { price_data: { currency: 'usd', product: product.id, unit_amount: 500, recurring: { interval: 'month' } } },
    ],
  })
  const { data } = await world.sdk.events.list({ type: 'customer.subscription.created', limit: 1 })
  await world.drop()
  const repaired = await Promise.all([repairs(), repairs()])
  const id = data[0]?.id ?? ''
  expect(repaired.flat().filter((what) => what.includes(id))).toHaveLength(1)
  expect(await audited(`stripe_events:${id}`)).toEqual(['event.recovered'])
  await world.idle()
  expect(await db().select().from(stripeEvents).where(eq(stripeEvents.id, id))).toMatchObject([{ status: 'processed' }])
})

test('an event whose webhook is on its way is left to it', async () => {
  const sessionId = await pay({ email: 'onitsway@example.com' })
  const running = repairs()
  await world.settle()
  expect(await running).toEqual([])
  expect(await getProgress(sessionId)).toMatchObject({ state: 'completed' })
})

test('events of weeks without a worker are made up for, however many pages they fill', async () => {
  const before = await db().$count(stripeEvents)
  const customer = await world.sdk.customers.create({ email: 'pages@example.com' })
  for (let index = 0; index < 120; index++) {
    await world.sdk.invoices.create({ customer: customer.id, currency: 'usd' })
  }
  later(20 * 24 * 60 * minute)
  await world.drop()
  await repairs()
  expect((await db().$count(stripeEvents)) - before).toBeGreaterThanOrEqual(120)
  await world.idle()
  expect(await repairs()).toEqual([])
})

test('a payment is found by its order too, should Stripe have no event of it', async () => {
  const sessionId = await pay({ email: 'noevent@example.com' })
  await world.drop()
  await forgetEvents()
  expect(await repairs()).toEqual([])
  later(minute)
  expect(await repairs()).toEqual([expect.stringMatching(/^Order .* was paid at Stripe$/)])
  await waitFor(isComplete(sessionId), { timeoutMs: 15_000 })
  const placed = await orderOf(sessionId)
  expect(await audited(`checkout_sessions:${placed?.id}`)).toEqual(['order.payment_found'])
  later(minute)
  expect(await repairs()).toEqual([])
})

test('an open order is asked about less and less often, and closed when its page has expired', async () => {
  const { sessionId } = await order('leaves@example.com')
  const checks = new Set<string>()
  for (let run = 0; run < 60; run++) {
    later(minute)
    await repairs()
    checks.add(String((await orderOf(sessionId))?.checkedAt?.getTime()))
  }
  expect(checks.size).toBeGreaterThan(8)
  expect(checks.size).toBeLessThan(20)
  later(24 * 60 * minute)
  await world.drop()
  await forgetEvents()
  expect(await repairs()).toEqual([expect.stringMatching(/was expired at Stripe$/)])
  expect(await orderOf(sessionId)).toMatchObject({ status: 'expired' })
  expect(await repairs()).toEqual([])
})

test('an order whose session at Stripe was never written down learns it, and can still be paid', async () => {
  const sessionId = await pay({ email: 'adopted@example.com' })
  await world.drop()
  await forgetEvents()
  const placed = await orderOf(sessionId)
  await db()
    .update(checkoutSessions)
    .set({ stripeSessionId: null })
    .where(eq(checkoutSessions.id, placed?.id ?? ''))
  later(4 * minute)
  expect(await repairs()).toEqual([])
  later(2 * minute)
  expect(await repairs()).toEqual([
    expect.stringMatching(/did not know its payment page$/),
    expect.stringMatching(/was paid at Stripe$/),
  ])
  await waitFor(isComplete(sessionId), { timeoutMs: 15_000 })
})

test('an order without a session at Stripe is closed', async () => {
  const { sessionId } = await order('died@example.com')
  const { stripeSessionId: _, id: __, ...wish } = (await orderOf(sessionId)) ?? expect.fail()
  // As if the process had died before it asked Stripe.
  const [lost] = await db()
    .insert(checkoutSessions)
    .values({ ...wish, createdAt: now() })
    .returning()
  later(6 * minute)
  expect(await repairs()).toEqual([expect.stringMatching(/never got a payment page and was closed$/)])
  expect(await audited(`checkout_sessions:${lost?.id}`)).toEqual(['order.abandoned'])
  expect(await repairs()).toEqual([])
})

test('a payment that says it is ours and has no order is left to staff, once', async () => {
  const sessionId = await pay({ email: 'lost@example.com' })
  const placed = await orderOf(sessionId)
  await db().delete(checkoutSessions).where(eq(checkoutSessions.stripeSessionId, sessionId))
  await world.drop()
  for (let run = 0; run < 2; run++) {
    await repairs()
    await world.idle()
  }
  expect(await db().select().from(alerts)).toMatchObject([
    { kind: 'unmatched_payment', subject: `stripe:${sessionId}`, summary: expect.stringContaining(placed?.id ?? '') },
  ])
})

test('a payment of another shop on the same account at Stripe is none of our business', async () => {
  await db().delete(alerts)
  const session = await world.sdk.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 900, product_data: { name: 'A mug' } } }],
    customer_email: 'mug@example.com',
    success_url: 'https://shop.example/',
    metadata: { order_id: '4711' },
  })
  const card = { card_number: '4242 4242 4242 4242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'J Doe' }
  await fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  await world.settle()
  expect(await db().select().from(alerts)).toEqual([])
})

/** As if Stripe had never made them: to the inbox they are nothing new. */
async function forgetEvents(): Promise<void> {
  for await (const { id, type } of world.sdk.events.list({ limit: 100 })) {
    await db().insert(stripeEvents).values({ id, type, status: 'ignored' }).onConflictDoNothing()
  }
}
