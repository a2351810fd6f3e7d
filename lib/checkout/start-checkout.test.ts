import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { getOrder } from '@/lib/admin/get-order'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { readLegalText } from '@/lib/legal/read-legal-text'
import { startStripe } from '@/sandbox/stripe/server'
import { startCheckout } from './start-checkout'

const dataDir = mkdtempSync(join(tmpdir(), 'start-checkout-'))
const { version } = await readLegalText('terms', 'en')
const agreed = { termsVersion: version, wantsReminder: false }
let standIn: Awaited<ReturnType<typeof startStripe>>

beforeAll(async () => {
  const secrets = { secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest' }
  standIn = await startStripe({ dataDir, port: 0, webhookUrl: null, ...secrets })
  vi.stubEnv('STRIPE_API_BASE', standIn.url)
})

afterEach(() => moveClock())

afterAll(async () => {
  await standIn.close()
  rmSync(dataDir, { recursive: true })
})

function wish() {
  const customer = { name: 'John Doe', email: `${randomUUID()}@example.com` }
  return { planId: 'premium', billingCycle: 'yearly', customer, attemptId: randomUUID() }
}

async function orderOf(stripeSessionId: string) {
  const [order] = await db()
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (!order) throw new Error('There is no such order')
  return order
}

test('the terms that were shown are recorded with the moment of the submit, and staff see both', async () => {
  const submittedAt = new Date('2031-02-03T04:05:06Z')
  moveClock(submittedAt)
  const { sessionId } = await startCheckout(wish(), { consents: agreed })
  const order = await orderOf(sessionId)
  expect(order.termsVersion).toBe(version)
  expect(Number(order.termsAcceptedAt) - submittedAt.getTime()).toBeLessThan(20_000)
  expect((await getOrder(order.id))?.order).toMatchObject({
    termsVersion: version,
    termsAcceptedAt: order.termsAcceptedAt,
  })
})

test.each(['2020-01-01', '2999-01-01', ''])('terms of "%s", which are not in force, open no order', async (shown) => {
  const before = await db().$count(checkoutSessions)
  const sent = startCheckout(wish(), { consents: { ...agreed, termsVersion: shown } })
  await expect(sent).rejects.toMatchObject({ code: 'terms_changed', message: expect.stringContaining('new version') })
  expect(await db().$count(checkoutSessions)).toBe(before)
})

test('an order by the API claims no consent, whatever it sends along', async () => {
  const { sessionId } = await startCheckout({ ...wish(), termsVersion: version, consents: agreed })
  expect(await orderOf(sessionId)).toMatchObject({ termsVersion: null, termsAcceptedAt: null })
})

test('a form that is sent twice keeps the moment of the first time', async () => {
  const form = wish()
  const first = await startCheckout(form, { consents: agreed })
  const { termsAcceptedAt } = await orderOf(first.sessionId)
  moveClock(new Date(Date.now() + 60_000))
  expect(await startCheckout(form, { consents: agreed })).toEqual(first)
  expect(await orderOf(first.sessionId)).toMatchObject({ termsAcceptedAt })
})
