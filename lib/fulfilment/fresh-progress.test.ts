import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { freshProgress } from './fresh-progress'
import { getProgress } from './get-progress'
import { openShop } from './testing/open-shop'

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
afterEach(() => faults('DELETE'))

async function faults(method: 'POST' | 'DELETE', form?: Record<string, string>): Promise<void> {
  const headers = { authorization: 'Bearer sk_test_vitest' }
  const body = form ? { body: new URLSearchParams(form) } : {}
  await fetch(`${process.env.STRIPE_API_BASE}/_sandbox/faults`, { method, headers, ...body })
}

/** Orders, and fills the payment page; nobody tells us of the payment. */
async function payUnheard(email: string, form: Record<string, string>): Promise<string> {
  const { url, sessionId } = await shop.order(email)
  const paid = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  expect(paid.status).toBe(303)
  return sessionId
}

const card = { card_number: '4242 4242 4242 4242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'John Doe' }
const debit = { method: 'bank_debit', routing_number: '110000000', account_number: '000123456789', account_name: 'Jo' }

test('who comes back from a payment before its event finds the work begun', async () => {
  const sessionId = await payUnheard('quick@example.com', card)
  expect(await freshProgress(sessionId)).toMatchObject({ state: 'running', paidAt: expect.any(String) })
})

test('a Stripe that hangs is not waited for, is asked once, and starts the work when it speaks', async () => {
  const sessionId = await payUnheard('hanging@example.com', card)
  await faults('POST', { kind: 'api_timeout', count: '1', 'only[]': '/v1/checkout/sessions' })
  const startedAt = performance.now()
  const seen = await Promise.all(Array.from({ length: 5 }, () => freshProgress(sessionId)))
  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(seen.map((progress) => progress?.state)).toEqual(Array(5).fill('awaiting_payment'))
  await waitFor(async () => (await getProgress(sessionId))?.state === 'running', { timeoutMs: 15_000 })
})

test('a Stripe that refuses us does not take the page away', async () => {
  const sessionId = await payUnheard('refused@example.com', card)
  await faults('POST', { kind: 'revoke_key' })
  expect(await freshProgress(sessionId)).toMatchObject({ state: 'awaiting_payment', paidAt: null })
})

test('a payment that takes days is no payment that is missing', async () => {
  const { sessionId } = await shop.order('unpaid@example.com')
  expect(await freshProgress(sessionId)).toMatchObject({ state: 'awaiting_payment', orderAgainPath: null })
  expect(await freshProgress(await payUnheard('debit@example.com', debit))).toMatchObject({
    state: 'payment_delayed',
    paidAt: null,
    orderAgainPath: null,
  })
})

test('an address of no order is nothing', async () => {
  expect(await freshProgress('cs_test_unknown')).toBeNull()
  expect(await freshProgress('not a session')).toBeNull()
})
