import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { subscriptions } from '@/db/schema/billing'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { stripeEvents } from '@/db/schema/webhooks'
import { openWorld, type World } from '@/lib/billing/testing/open-world'
import { mailsTo, rowsOf } from '@/lib/billing/testing/service-rows'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { addJob } from '@/lib/jobs/add-job'
import { readMark, writeMark } from './marks'
import { reconcilePayments, reconcileServices } from './reconcile'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

beforeEach(async () => {
  await world.settle()
  await db().delete(alerts)
})

async function run() {
  const reports = await reconcileServices()
  expect(reports.map(({ failure }) => failure)).toEqual([null, null, null, null])
  await world.idle()
  return {
    repaired: reports.flatMap(({ repaired }) => repaired),
    needsPerson: reports.flatMap(({ needsPerson }) => needsPerson),
  }
}

async function openAlerts() {
  const rows = await db().select().from(alerts).where(isNull(alerts.resolvedAt)).orderBy(alerts.kind)
  return rows.map(({ kind, subject, count }) => ({ kind, subject, count }))
}

const nothing = { repaired: [], needsPerson: [] }
const minute = 60_000

/** Makes all rows as old as a minute, so that they do not look as if somebody was at them. */
function rest(): void {
  moveClock(new Date(now().getTime() + minute))
}

function fulfilmentOf(orderId: string) {
  return db().select().from(fulfilments).where(eq(fulfilments.checkoutSessionId, orderId))
}

async function audited(subject: string): Promise<string[]> {
  const rows = await db().select().from(auditLog).where(eq(auditLog.subject, subject))
  return rows.filter(({ details }) => details.cause === 'reconciliation').map(({ action }) => action)
}

test('where all is well, nothing is repaired and nobody is called', async () => {
  await world.buy('well@example.com')
  expect(await run()).toEqual(nothing)
  expect(await openAlerts()).toEqual([])
})

test('a complete order without a fulfilment is fulfilled, and makes nothing twice', async () => {
  const { checkout, website } = await rowsOf(await world.buy('unbegun@example.com'))
  const [fulfilment] = await fulfilmentOf(checkout.id)
  await db()
    .delete(fulfilmentSteps)
    .where(eq(fulfilmentSteps.fulfilmentId, fulfilment?.id ?? ''))
  await db().delete(fulfilments).where(eq(fulfilments.checkoutSessionId, checkout.id))
  expect(await run()).toEqual({
    ...nothing,
    repaired: [expect.stringMatching(/^Order .* was complete and had no fulfilment$/)],
  })
  expect(await fulfilmentOf(checkout.id)).toMatchObject([{ status: 'completed' }])
  expect(await db().select().from(websites).where(eq(websites.subscriptionId, website.subscriptionId))).toHaveLength(1)
  expect(await mailsTo('unbegun@example.com')).toEqual(['welcome'])
  expect(await audited(`checkout_sessions:${checkout.id}`)).toEqual(['fulfilment.requested'])
  expect(await run()).toEqual(nothing)
})

test('a fulfilment that has lost its job gets one, but not while somebody may be at it', async () => {
  const { checkout } = await rowsOf(await world.buy('jobless@example.com'))
  await db()
    .update(fulfilments)
    .set({ status: 'running', updatedAt: now() })
    .where(eq(fulfilments.checkoutSessionId, checkout.id))
  expect(await run()).toEqual(nothing)
  rest()
  const reports = await Promise.all([run(), run()])
  expect(reports.flatMap(({ repaired }) => repaired)).toEqual([expect.stringMatching(/^Order .* had lost its job$/)])
  const [fulfilment] = await fulfilmentOf(checkout.id)
  expect(fulfilment?.status).toBe('completed')
  expect(await audited(`fulfilments:${fulfilment?.id}`)).toEqual(['job.requeued'])
  expect(await run()).toEqual(nothing)
})

test('a fulfilment that waits with a job is left to it', async () => {
  const { checkout } = await rowsOf(await world.buy('waiting@example.com'))
  const [fulfilment] = await fulfilmentOf(checkout.id)
  const fulfilmentId = fulfilment?.id ?? ''
  await db().update(fulfilments).set({ status: 'running', updatedAt: now() }).where(eq(fulfilments.id, fulfilmentId))
  const runAt = new Date(Date.now() + 60 * minute)
  await addJob(db(), 'fulfil', { fulfilmentId }, { key: `fulfil:${fulfilmentId}`, runAt })
  rest()
  expect(await run()).toEqual(nothing)
  await addJob(db(), 'fulfil', { fulfilmentId }, { key: `fulfil:${fulfilmentId}` })
  await world.idle()
})

test('an event that waits in the inbox without a job gets one', async () => {
  const waiting = { type: 'customer.subscription.updated', objectId: 'sub_ofanother', status: 'received' } as const
  await db()
    .insert(stripeEvents)
    .values([
      { ...waiting, id: 'evt_stuck', receivedAt: new Date(now().getTime() - 3 * minute) },
      { ...waiting, id: 'evt_young', receivedAt: now() },
    ])
  expect(await run()).toEqual({ ...nothing, repaired: [expect.stringContaining('evt_stuck')] })
  const [stuck] = await db().select().from(stripeEvents).where(eq(stripeEvents.id, 'evt_stuck'))
  expect(stuck?.status).toBe('processed')
  expect(await audited('stripe_events:evt_stuck')).toEqual(['job.requeued'])
  await db().delete(stripeEvents).where(eq(stripeEvents.id, 'evt_young'))
  expect(await run()).toEqual(nothing)
})

test('a paid order whose site is gone from the books is left to staff, and so is what is left on the server', async () => {
  const { checkout, website } = await rowsOf(await world.buy('siteless@example.com'))
  await db().delete(websites).where(eq(websites.id, website.id))
  for (const count of [1, 2]) {
    expect(await run()).toEqual({
      ...nothing,
      needsPerson: [
        expect.stringMatching(/is paid and was complete, but its site is not in our books/),
        expect.stringContaining(`The account ${website.username} (${website.domain}) is on server embedded`),
      ],
    })
    expect(await openAlerts()).toEqual([
      { kind: 'account_unknown', subject: expect.stringContaining(website.username), count },
      { kind: 'order_needs_person', subject: `checkout_sessions:${checkout.id}`, count },
    ])
  }
  expect(await world.visit(website.systemDomain)).toBe(200)
  await db().insert(websites).values(website)
  expect(await run()).toEqual(nothing)
  expect(await openAlerts()).toMatchObject([{ kind: 'order_needs_person' }])
})

test('a subscription that was ended at Stripe without our hearing of it ends here, with its service', async () => {
  const before = await rowsOf(await world.buy('ended@example.com'))
  const { stripeSubscriptionId } = before.subscription
  await world.sdk.subscriptions.cancel(stripeSubscriptionId)
  await world.drop()
  rest()
  expect(await run()).toEqual({
    ...nothing,
    repaired: [expect.stringMatching(/^Order .*: status was active here and is canceled at Stripe$/)],
  })
  expect(await world.visit(before.website.systemDomain)).toBe(503)
  expect(await audited(`subscriptions:${before.subscription.id}`)).toContain('subscription.status_changed')
  expect(await run()).toEqual(nothing)
})

test('a cancellation, a price and a term that changed at Stripe are seen too', async () => {
  const sessionId = await world.buy('changed@example.com')
  const { stripeSubscriptionId } = (await rowsOf(sessionId)).subscription
  const expectRepair = async (what: RegExp) => {
    await world.drop()
    rest()
    expect(await run()).toEqual({ ...nothing, repaired: [expect.stringMatching(what)] })
    expect(await run()).toEqual(nothing)
  }
  await world.sdk.subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: true })
  await expectRepair(/cancellation was none here and is 2027/)
  await world.sdk.subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: false })
  await expectRepair(/and is none at Stripe$/)
  const item = (await world.sdk.subscriptions.retrieve(stripeSubscriptionId)).items.data[0]
  if (typeof item?.price.product !== 'string') throw new Error('The subscription has no product')
  const price = { currency: 'usd', product: item.price.product, recurring: { interval: 'month' as const } }
  await world.sdk.subscriptions.update(stripeSubscriptionId, {
    items: [{ id: item.id, price_data: { ...price, unit_amount: 899 } }],
    proration_behavior: 'none',
  })
  await expectRepair(/price was 799 here and is 899 at Stripe$/)
  expect((await rowsOf(sessionId)).subscription.amount).toBe(899)
})

test('a subscription that says it is ours and has no row is left to staff until it ends; one of others never is', async () => {
  const orderId = randomUUID()
  const stranger = await subscribe({ order_id: orderId })
  await subscribe({ order_id: '4711' })
  await subscribe({})
  for (const count of [1, 2]) {
    expect(await run()).toEqual({ ...nothing, needsPerson: [expect.stringContaining(orderId)] })
    expect(await openAlerts()).toEqual([{ kind: 'subscription_differs', subject: `stripe:${stranger}`, count }])
  }
  await world.sdk.subscriptions.cancel(stranger)
  expect(await run()).toEqual(nothing)
  expect(await openAlerts()).toEqual([])
})

test('a subscription whose order is being fulfilled is waited for', async () => {
  const sessionId = await world.pay({ email: 'fulfilling@example.com' })
  expect(await run()).toEqual(nothing)
  await settleSession(sessionId)
  expect(await openAlerts()).toEqual([])
  await world.settle()
  expect(await run()).toEqual(nothing)
})

test('a subscription that Stripe does not know is left to staff', async () => {
  const { subscription } = await rowsOf(await world.buy('vanished@example.com'))
  const rename = (stripeSubscriptionId: string) =>
    db().update(subscriptions).set({ stripeSubscriptionId }).where(eq(subscriptions.id, subscription.id))
  await rename('sub_gone')
  expect(await run()).toMatchObject({
    repaired: [],
    needsPerson: [expect.stringContaining(subscription.stripeSubscriptionId), expect.stringContaining('sub_gone')],
  })
  await rename(subscription.stripeSubscriptionId)
  expect(await run()).toEqual(nothing)
  expect(await openAlerts()).toEqual([])
})

test('a subscription that cannot be brought in line does not keep the others from it', async () => {
  const [broken, whole] = [
    await rowsOf(await world.buy('bad@example.com')),
    await rowsOf(await world.buy('good@example.com')),
  ]
  await db().execute(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'No writing here'; end $$`)
  await db().execute(sql`
    create trigger refuse before update of sync_version on subscriptions for each row
    when (old.id = ${sql.raw(`'${broken.subscription.id}'`)}) execute function refuse()`)
  for (const { subscription } of [broken, whole]) {
    await world.sdk.subscriptions.update(subscription.stripeSubscriptionId, { cancel_at_period_end: true })
  }
  await world.drop()
  rest()
  expect(await run()).toEqual({
    repaired: [expect.stringContaining('cancellation')],
    needsPerson: [expect.stringContaining('No writing here')],
  })
  expect(await openAlerts()).toMatchObject([{ subject: `subscriptions:${broken.subscription.id}` }])
  await db().execute(sql`drop function refuse cascade`)
  rest()
  expect(await run()).toMatchObject({ needsPerson: [] })
  expect(await openAlerts()).toEqual([])
})

test('a long list is gone through in rounds of several runs; one whose place in it is gone begins anew', async () => {
  for (let index = 0; index < 110; index++) await subscribe({})
  const ids: string[] = []
  for await (const { id } of world.sdk.subscriptions.list({ status: 'all', limit: 100 })) ids.push(id)
  const lookedFrom = async (cursor: string | null) => {
    await writeMark('subscriptions', { lookedUpTo: new Date(0), cursor })
    const reports = await reconcileServices()
    expect(await readMark('subscriptions')).toMatchObject({ cursor: null })
    return reports.find(({ pass }) => pass === 'subscriptions')?.looked
  }
  expect(await lookedFrom(null)).toBe(ids.length)
  expect(await lookedFrom(ids[19] ?? null)).toBe(ids.length - 20)
  expect(await lookedFrom('sub_deleted')).toBe(ids.length)
})

test('a pass that fails does not keep the next from running, and finds its work at its next turn', async () => {
  const before = await rowsOf(await world.buy('later@example.com'))
  await world.sdk.subscriptions.cancel(before.subscription.stripeSubscriptionId)
  await world.drop()
  rest()
  const control = (method: string, body?: Record<string, string>) =>
    fetch(`${env().STRIPE_API_BASE}/_sandbox/faults`, {
      method,
      headers: { authorization: `Bearer ${env().STRIPE_SECRET_KEY}` },
      body: body && new URLSearchParams(body),
    })
  await control('POST', { kind: 'api_error', 'only[0]': '/v1/subscriptions' })
  const reports = await reconcileServices()
  expect(reports.map(({ pass, failure }) => [pass, failure !== null])).toEqual([
    ['paid orders', false],
    ['stuck events', false],
    ['subscriptions', true],
    ['servers', false],
  ])
  expect(reports[3]?.looked).toBeGreaterThan(0)
  expect((await rowsOf(before.checkout.stripeSessionId ?? '')).subscription.status).toBe('active')
  await control('DELETE')
  expect(await run()).toMatchObject({ repaired: [expect.stringContaining('canceled at Stripe')] })
})

test('npm run reconcile prints what it found, and fails when a pass could not run', { timeout: 120_000 }, async () => {
  await reconcilePayments()
  await world.idle()
  const well = await command({})
  expect(well.code).toBe(0)
  expect(well.output).toMatch(/looked at +repaired +needs a person\nmissed events +\d+ +0 +0\nopen orders/)
  const cut = await command({ STRIPE_API_BASE: 'http://127.0.0.1:1' })
  expect(cut.code).toBe(1)
  expect(cut.output).toMatch(/Could not run:\n( {2}.*\n)* {2}subscriptions: /)
  expect(cut.output).toMatch(/\nservers +\d/)
})

function command(changes: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/reconcile.ts'], {
    env: { ...process.env, ...changes },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** As another program with our key would. */
async function subscribe(metadata: Record<string, string>): Promise<string> {
  const { id: customer } = await world.sdk.customers.create({ email: 'elsewhere@example.com' })
  const { id: method } = await world.sdk.paymentMethods.attach('pm_card_visa', { customer })
  const { id: product } = await world.sdk.products.create({ name: 'Elsewhere' })
  const price = { currency: 'usd', product, unit_amount: 500, recurring: { interval: 'month' as const } }
  const items = [{ price_data: price }]
  const { id } = await world.sdk.subscriptions.create({ customer, default_payment_method: method, items, metadata })
  await world.drop()
  return id
}
