import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'
import { findPaymentPage } from './find-payment-page'
import { startCheckout } from './start-checkout'

const dataDir = mkdtempSync(join(tmpdir(), 'payment-page-'))
let standIn: Awaited<ReturnType<typeof startInspected>>
let stripe: Stripe

beforeAll(async () => {
  const secrets = { secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest' }
  standIn = await startInspected({ dataDir, port: 0, webhookUrl: null, ...secrets })
  vi.stubEnv('STRIPE_API_BASE', standIn.url)
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', 'pk_test_vitest')
  const { hostname, port } = new URL(standIn.url)
  stripe = new Stripe('sk_test_vitest', { host: hostname, port, protocol: 'http', telemetry: false })
})

afterAll(async () => {
  await standIn.close()
  rmSync(dataDir, { recursive: true })
})

function wish(changes: object = {}) {
  const customer = { name: 'John Doe', email: `${randomUUID()}@example.com` }
  return { planId: 'premium', billingCycle: 'yearly', customer, ...changes }
}

async function orderOf(stripeSessionId: string) {
  const [order] = await db()
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  return order
}

test('an order is paid on a page of ours, and the secret that opens it is kept nowhere', async () => {
  const { url, sessionId, page } = await startCheckout(wish({ couponCode: 'WELCOME10' }))
  expect({ url, page }).toEqual({ url: `http://localhost:3000/checkout/pay?session_id=${sessionId}`, page: 'embedded' })
  const session = await stripe.checkout.sessions.retrieve(sessionId)
  expect(session).toMatchObject({
    ui_mode: 'embedded_page',
    return_url: 'http://localhost:3000/checkout/complete?session_id={CHECKOUT_SESSION_ID}',
    success_url: null,
    cancel_url: null,
    amount_total: 11869,
  })
  expect(await findPaymentPage(sessionId)).toEqual({
    state: 'open',
    clientSecret: session.client_secret,
    publishableKey: 'pk_test_vitest',
    order: {
      planName: 'Premium',
      cycle: 'yearly',
      today: { amountMinor: 11869, currency: 'usd' },
      renewal: { amountMinor: 13188, currency: 'usd' },
      couponCode: 'WELCOME10',
      tax: null,
      formPath: '/checkout?plan=premium&cycle=yearly&canceled=1',
    },
  })
  expect(JSON.stringify(await orderOf(sessionId))).not.toContain('_secret_')
})

test('a browser without scripts pays on Stripe’s own page', async () => {
  const { url, sessionId, page } = await startCheckout(wish(), { runsScripts: false })
  expect({ origin: new URL(url).origin, page }).toEqual({ origin: standIn.url, page: 'hosted' })
  expect(await findPaymentPage(sessionId)).toMatchObject({ state: 'closed' })
})

test('a form that is sent twice is one order; with the other kind of page it is another', async () => {
  const form = wish({ attemptId: randomUUID() })
  const embedded = await startCheckout(form)
  expect(await startCheckout(form)).toEqual(embedded)
  const hosted = await startCheckout(form, { runsScripts: false })
  expect(hosted.sessionId).not.toBe(embedded.sessionId)
  expect(await startCheckout(form, { runsScripts: false })).toEqual(hosted)
})

test('a second order with the same coupon closes the page of the first', async () => {
  const form = wish({ couponCode: 'WELCOME10' })
  const first = await startCheckout(form)
  await startCheckout({ ...form, planId: 'starter' })
  expect((await stripe.checkout.sessions.retrieve(first.sessionId)).status).toBe('expired')
  expect(await findPaymentPage(first.sessionId)).toEqual({
    state: 'closed',
    formPath: '/checkout?plan=premium&cycle=yearly&canceled=1',
  })
})

test('a paid order has no payment page any more, whether its payment was noticed yet or not', async () => {
  const { sessionId } = await startCheckout(wish())
  const { client_secret } = await stripe.checkout.sessions.retrieve(sessionId)
  const card = { card_number: '4242424242424242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'J Doe' }
  await fetch(`${standIn.url}/embedded/${client_secret}`, { method: 'POST', body: new URLSearchParams(card) })
  expect(await findPaymentPage(sessionId)).toEqual({ state: 'paid' })
  await db()
    .update(checkoutSessions)
    .set({ status: 'completed' })
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
  expect(await findPaymentPage(sessionId)).toEqual({ state: 'paid' })
})

test('a page that Stripe has closed is closed before we hear of it', async () => {
  const { sessionId } = await startCheckout(wish())
  await stripe.checkout.sessions.expire(sessionId)
  expect(await orderOf(sessionId)).toMatchObject({ status: 'pending' })
  expect(await findPaymentPage(sessionId)).toMatchObject({ state: 'closed' })
})

test.each(['expired', 'failed'] as const)(
  'an order that is %s has no open page, whatever Stripe says',
  async (status) => {
    const { sessionId } = await startCheckout(wish())
    await db().update(checkoutSessions).set({ status }).where(eq(checkoutSessions.stripeSessionId, sessionId))
    expect((await stripe.checkout.sessions.retrieve(sessionId)).status).toBe('open')
    expect(await findPaymentPage(sessionId)).toMatchObject({ state: 'closed' })
  },
)

test('a page that Stripe does not know is closed', async () => {
  const { sessionId } = await startCheckout(wish())
  await db()
    .update(checkoutSessions)
    .set({ stripeSessionId: 'cs_test_lost' })
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
  expect(await findPaymentPage('cs_test_lost')).toMatchObject({ state: 'closed' })
})

test('an open page is closed here once this installation has no publishable key any more', async () => {
  const { sessionId } = await startCheckout(wish())
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', '')
  vi.resetModules()
  const later = await import('./find-payment-page')
  expect(await later.findPaymentPage(sessionId)).toMatchObject({ state: 'closed' })
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', 'pk_test_vitest')
})

test('a session that is none of ours is not asked for, and no address but an id is one', async () => {
  const foreign = await stripe.checkout.sessions.create({
    ui_mode: 'embedded_page',
    return_url: 'http://localhost:3000/',
    line_items: [
      { quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'A thing of another' } } },
    ],
    mode: 'payment',
  })
  expect(await findPaymentPage(foreign.id)).toBeNull()
  expect(await findPaymentPage('cs_test_unknown')).toBeNull()
  expect(await findPaymentPage("' or true --")).toBeNull()
})

test('while Stripe does not answer, it says when to try again', async () => {
  const { sessionId } = await startCheckout(wish())
  vi.stubEnv('STRIPE_API_BASE', 'http://127.0.0.1:1')
  vi.resetModules()
  const later = await import('./find-payment-page')
  await expect(later.findPaymentPage(sessionId)).rejects.toMatchObject({ code: 'stripe_unreachable' })
  vi.stubEnv('STRIPE_API_BASE', standIn.url)
})
