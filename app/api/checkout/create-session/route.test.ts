import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { coupons } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { makeWebsite } from '@/lib/provisioning/try-provisioning'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'
import { POST } from './route'

const good = {
  planId: 'starter',
  billingCycle: 'monthly',
  customer: { name: 'John Doe', email: 'john@example.com' },
}

const dataDir = mkdtempSync(join(tmpdir(), 'create-session-'))
let sandbox: Awaited<ReturnType<typeof startInspected>>
let stripe: Stripe
let addresses = 0

beforeAll(async () => {
  sandbox = await startInspected({
    dataDir,
    port: 0,
    secretKey: 'sk_test_vitest',
    webhookSecret: 'whsec_vitest',
    webhookUrl: 'http://127.0.0.1:1/',
  })
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  vi.stubEnv('CHECKOUT_ATTEMPTS_PER_MINUTE', '5')
  const { hostname, port } = new URL(sandbox.url)
  stripe = new Stripe('sk_test_vitest', { host: hostname, port, protocol: 'http' })
})

afterAll(async () => {
  await sandbox.close()
  rmSync(dataDir, { recursive: true })
})

type Answer = {
  success: boolean
  url: string
  sessionId: string
  error: { code: string; message: string; fields?: Record<string, string> }
}

/** Each call comes from an address of its own, unless it names one. */
async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await POST(
    new Request('http://localhost/api/checkout/create-session', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${addresses++}`, ...headers },
    }),
  )
  const answer: Answer = await response.json()
  return { status: response.status, headers: response.headers, ...answer }
}

async function expectRefusal(body: unknown, status: number, code: string, headers?: Record<string, string>) {
  const before = await db().$count(checkoutSessions)
  const answer = await post(body, headers)
  expect(answer).toMatchObject({ status, success: false, error: { code, message: expect.stringMatching(/\w+.*\./) } })
  expect(await db().$count(checkoutSessions)).toBe(before)
  return answer.error
}

async function orderOf(stripeSessionId: string) {
  const [order] = await db()
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  return order
}

test.each([
  ['starter', 'monthly', 799, 'month', 1],
  ['premium', 'yearly', 13188, 'year', 1],
  ['business', 'biennial', 35976, 'year', 2],
  ['business', 'triennial', 46764, 'year', 3],
] as const)('%s %s costs %i and repeats every %s x %i', async (planId, billingCycle, amount, interval, count) => {
  const answer = await post({ ...good, planId, billingCycle })
  expect(answer).toMatchObject({ status: 200, success: true, sessionId: expect.stringMatching(/^cs_/) })
  expect(await orderOf(answer.sessionId)).toMatchObject({
    email: 'john@example.com',
    customerName: 'John Doe',
    productCode: planId,
    billingCycle,
    amount,
    renewalAmount: amount,
    currency: 'usd',
    couponCode: null,
    status: 'pending',
    completedAt: null,
  })
  const session = await stripe.checkout.sessions.retrieve(answer.sessionId, { expand: ['line_items'] })
  expect(session).toMatchObject({ mode: 'subscription', amount_total: amount, customer_email: 'john@example.com' })
  expect(session.line_items?.data[0]?.price).toMatchObject({
    unit_amount: amount,
    recurring: { interval, interval_count: count },
  })
  expect(new URL(answer.url).origin).toBe(sandbox.url)
})

test.each([
  ['eur', 'starter', 'yearly', 7668],
  ['gbp', 'business', 'triennial', 37404],
  ['EUR', 'premium', 'monthly', 1199],
] as const)('in %s %s %s costs %i today and at renewal', async (currency, planId, billingCycle, amount) => {
  const answer = await post({ ...good, planId, billingCycle, currency, couponCode: null })
  const sold = currency.toLowerCase()
  expect(await orderOf(answer.sessionId)).toMatchObject({ amount, renewalAmount: amount, currency: sold, locale: 'en' })
  const session = await stripe.checkout.sessions.retrieve(answer.sessionId, { expand: ['line_items'] })
  expect(session).toMatchObject({ currency: sold, amount_total: amount, locale: 'en' })
  expect(session.line_items?.data[0]?.price).toMatchObject({ currency: sold, unit_amount: amount })
})

test.each(['jpy', 'dollars', '', 7])('the currency %j is refused beside its field', async (currency) => {
  const { fields } = await expectRefusal({ ...good, currency }, 422, 'invalid_request')
  expect(fields?.currency).toMatch(/usd, eur, gbp/)
})

test('a form that is sent again in another currency is another order', async () => {
  const form = { ...good, attemptId: crypto.randomUUID() }
  const [dollars, euros] = [await post(form), await post({ ...form, currency: 'eur' })]
  expect(euros.sessionId).not.toBe(dollars.sessionId)
  expect((await post({ ...form, currency: 'eur' })).sessionId).toBe(euros.sessionId)
})

test('who ordered in Spanish and euros comes back to Spanish pages in euros', async () => {
  const answer = await post({ ...good, currency: 'eur', locale: 'es' })
  expect(await stripe.checkout.sessions.retrieve(answer.sessionId)).toMatchObject({
    locale: 'es',
    success_url: 'http://localhost:3000/es/checkout/complete?session_id={CHECKOUT_SESSION_ID}&currency=eur',
    cancel_url: 'http://localhost:3000/es/checkout?plan=starter&cycle=monthly&canceled=1&currency=eur',
  })
})

test('Starter with WELCOME10 costs 719 today and 799 at renewal, by a coupon that Stripe knows', async () => {
  const answer = await post({ ...good, couponCode: 'welcome10' })
  expect(await orderOf(answer.sessionId)).toMatchObject({ amount: 719, renewalAmount: 799, couponCode: 'WELCOME10' })
  expect(await stripe.checkout.sessions.retrieve(answer.sessionId)).toMatchObject({
    amount_subtotal: 799,
    amount_total: 719,
  })
  expect(await stripe.coupons.retrieve('WELCOME10')).toMatchObject({ percent_off: 10, duration: 'once' })
})

test('a domain that the customer owns is kept with the order', async () => {
  const answer = await post({ ...good, domain: 'https://www.Example.com' })
  expect(await orderOf(answer.sessionId)).toMatchObject({ domainInfo: { domain: 'example.com' } })
})

test('the same form sent twice at once is one order with one payment page', async () => {
  const customer = { name: 'Double Click', email: 'double@example.com' }
  const form = { ...good, customer, attemptId: crypto.randomUUID() }
  const [first, second] = await Promise.all([post(form), post(form)])
  expect(first.sessionId).toBe(second.sessionId)
  expect(await db().$count(checkoutSessions, eq(checkoutSessions.email, customer.email))).toBe(1)
})

test('a form whose order was paid buys again, once, however often it is sent', async () => {
  const customer = { name: 'Buys Again', email: 'again@example.com' }
  const form = { ...good, customer, attemptId: crypto.randomUUID() }
  const { sessionId: paid } = await post(form)
  await db().update(checkoutSessions).set({ status: 'completed' }).where(eq(checkoutSessions.stripeSessionId, paid))
  const [second, third] = await Promise.all([post(form), post(form)])
  expect(second.sessionId).not.toBe(paid)
  expect(third.sessionId).toBe(second.sessionId)
  expect(await db().$count(checkoutSessions, eq(checkoutSessions.email, customer.email))).toBe(2)
})

test('a form that was changed after the first try is another order', async () => {
  const form = { ...good, attemptId: crypto.randomUUID() }
  const first = await post(form)
  const second = await post({ ...form, planId: 'premium' })
  expect(second.sessionId).not.toBe(first.sessionId)
  expect(await orderOf(first.sessionId)).toMatchObject({ productCode: 'starter' })
})

test('a form with a coupon that was changed is another order, and its first payment page is closed', async () => {
  const form = { ...good, customer: { name: 'Changed Mind', email: 'mind@example.com' }, couponCode: 'WELCOME10' }
  const attemptId = crypto.randomUUID()
  const first = await post({ ...form, attemptId })
  const changed = { ...form, attemptId, planId: 'premium' }
  const [second, again] = await Promise.all([post(changed), post(changed)])
  expect([second.status, again.status]).toEqual([200, 200])
  expect(again.sessionId).toBe(second.sessionId)
  expect(await orderOf(first.sessionId)).toMatchObject({ status: 'expired' })
  const back = await post({ ...form, attemptId })
  expect(back.status).toBe(200)
  expect(back.sessionId).not.toBe(first.sessionId)
})

test('an order that died before it had a payment page does not keep its coupon', async () => {
  const email = 'died@example.com'
  const { sessionId } = await post({ ...good, customer: { name: 'Died', email }, couponCode: 'WELCOME10' })
  await db()
    .update(checkoutSessions)
    .set({ stripeSessionId: null })
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
  const next = await post({ ...good, customer: { name: 'Died', email }, planId: 'premium', couponCode: 'WELCOME10' })
  expect(next.status).toBe(200)
})

test('two orders with one coupon at the same moment leave one payment page open', async () => {
  const customer = { name: 'Quick', email: 'quick@example.com' }
  const answers = await Promise.all(
    ['starter', 'premium'].map((planId) => post({ ...good, customer, planId, couponCode: 'WELCOME10' })),
  )
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  expect(answers.every(({ status }) => status === 200 || status === 429 || status === 503)).toBe(true)
  const open = sql`email = ${customer.email} and status = 'pending'`
  expect(await db().$count(checkoutSessions, open)).toBe(1)
})

test('a second payment page with the same coupon closes the first', async () => {
  const customer = { name: 'Two Tabs', email: 'tabs@example.com' }
  const first = await post({ ...good, customer, couponCode: 'WELCOME10' })
  const second = await post({ ...good, customer, planId: 'premium', couponCode: 'WELCOME10' })
  expect(second.status).toBe(200)
  expect(await orderOf(first.sessionId)).toMatchObject({ status: 'expired' })
  expect((await stripe.checkout.sessions.retrieve(first.sessionId)).status).toBe('expired')
})

test('a coupon that this customer has used is refused', async () => {
  const customer = { name: 'Used It', email: 'used@example.com' }
  const { sessionId } = await post({ ...good, customer, couponCode: 'WELCOME10' })
  await db()
    .update(checkoutSessions)
    .set({ status: 'completed' })
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
  const again = { ...good, customer: { ...customer, email: 'USED@example.com' }, couponCode: 'WELCOME10' }
  await expectRefusal(again, 422, 'invalid_coupon')
})

test('an expired coupon is refused', async () => {
  await db()
    .insert(coupons)
    .values({ code: 'SPRING', percentOff: 5, expiresAt: new Date(Date.now() - 1000) })
  const { fields } = await expectRefusal({ ...good, couponCode: 'SPRING' }, 422, 'invalid_coupon')
  expect(fields?.couponCode).toMatch(/expired/)
})

test('malformed JSON is refused', async () => {
  await expectRefusal('{"planId":', 400, 'malformed_json')
})

test('a body over 64 KiB is refused', async () => {
  await expectRefusal({ ...good, customer: { name: 'x'.repeat(65 * 1024), email: 'x' } }, 413, 'too_large')
})

test('a body over 64 KiB that is streamed, and so does not say its length, is refused', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 1
      controller.enqueue(new TextEncoder().encode('x'.repeat(1024)))
    },
  })
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.1.${addresses++}` }
  const streamed = { method: 'POST', body, headers, duplex: 'half' } as const
  const response = await POST(new Request('http://localhost/api/checkout/create-session', streamed))
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ success: false, error: { code: 'too_large' } })
  expect(sent).toBeLessThan(100)
})

test('a body that is not UTF-8 is refused, rather than kept with other characters', async () => {
  const body = Buffer.from(JSON.stringify({ ...good, customer: { ...good.customer, name: 'José' } }), 'latin1')
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.0.2.${addresses++}` }
  const request = new Request('http://localhost/api/checkout/create-session', { method: 'POST', body, headers })
  const response = await POST(request)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ success: false, error: { code: 'malformed_json' } })
})

test('bodies nested as deeply as they can be are refused like any other', async () => {
  const depth = 30_000
  await expectRefusal(`${'['.repeat(depth)}${']'.repeat(depth)}`, 422, 'invalid_request')
  await expectRefusal('['.repeat(2 * depth), 400, 'malformed_json')
  const nested = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
  await expectRefusal(`{"planId":"starter","billingCycle":"monthly","customer":${nested}}`, 422, 'invalid_request')
  await expectRefusal(JSON.stringify(good).replace('"starter"', nested), 422, 'invalid_request')
})

test('a domain that a site here has already, by its own or its given name, is refused', async () => {
  const site = await makeWebsite('taken.example')
  for (const domain of ['taken.example', 'https://www.TAKEN.example', site.systemDomain]) {
    const { fields } = await expectRefusal({ ...good, domain }, 422, 'domain_in_use')
    expect(fields?.domain).toMatch(/already set up/)
  }
})

test.each(['text/plain', 'application/x-www-form-urlencoded', ''])('content of type "%s" is refused', async (type) => {
  await expectRefusal(good, 415, 'not_json', { 'content-type': type })
})

test.each([
  ['an unknown plan', { planId: 'gold' }, 'unknown_plan'],
  ['a plan that is not for sale yet', { planId: 'vps-1' }, 'unknown_plan'],
  ['an unknown cycle', { billingCycle: 'weekly' }, 'unknown_cycle'],
  ['an unknown coupon', { couponCode: 'FREE' }, 'invalid_coupon'],
  ['a plan with a character that no database takes', { planId: 'a\u0000b' }, 'unknown_plan'],
  ['a coupon with such a character', { couponCode: 'a\u0000b' }, 'invalid_coupon'],
  ['a name with such a character', { customer: { name: 'a\u0000b', email: 'a@example.com' } }, 'invalid_request'],
  ['a domain that is no text', { domain: 5 }, 'invalid_request'],
  ['a bad e-mail address', { customer: { name: 'John', email: 'john' } }, 'invalid_request'],
  ['an empty name', { customer: { name: ' ', email: 'john@example.com' } }, 'invalid_request'],
  ['a domain that is none', { domain: 'no domain' }, 'invalid_request'],
])('%s is refused, with a sentence for its field', async (_, change, code) => {
  const { fields } = await expectRefusal({ ...good, ...change }, 422, code)
  expect(Object.keys(fields ?? {})).toHaveLength(1)
})

test.each(['null', '[]', '7', '"text"', '{}'])('%s instead of an order is refused', async (body) => {
  await expectRefusal(body, 422, body === '{}' ? 'unknown_cycle' : 'invalid_request')
})

test('a plan that is not sold for that cycle is refused', async () => {
  await db().execute(sql`delete from prices where billing_cycle = 'triennial'
    and product_id = (select id from products where code = 'starter')`)
  await expectRefusal({ ...good, billingCycle: 'triennial' }, 422, 'plan_not_sold')
})

test('an amount that the browser sends changes nothing', async () => {
  const answer = await post({ ...good, amount: 1, price: 1, customer: { ...good.customer, amount: 1 } })
  expect(await orderOf(answer.sessionId)).toMatchObject({ amount: 799 })
})

test('what a browser says of limits, of who it is or of what was paid changes nothing', async () => {
  const lies = {
    limits: { storageGb: 9_999 },
    storageMb: 9_999_999,
    metadata: { plan: 'business' },
    userId: randomUUID(),
    role: 'staff',
    status: 'completed',
  }
  const answer = await post({ ...good, ...lies, customer: { ...good.customer, ...lies } })
  const order = await orderOf(answer.sessionId)
  expect(order).toMatchObject({ productCode: 'starter', amount: 799, status: 'pending', metadata: {} })
  const session = await stripe.checkout.sessions.retrieve(answer.sessionId)
  expect(session.metadata).toEqual({ order_id: order?.id, plan: 'starter', billing_cycle: 'monthly' })
})

test('too many tries from one address are refused, with the time to wait', async () => {
  const from = { 'x-forwarded-for': '192.0.2.1' }
  for (let attempt = 0; attempt < 5; attempt++) expect((await post(good, from)).status).toBe(200)
  const refused = await post(good, from)
  expect(refused).toMatchObject({ status: 429, success: false, error: { code: 'too_many_requests' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
