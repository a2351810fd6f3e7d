import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { POST } from './route'

let answer: RequestListener
const server = createServer((request, response) => answer(request, response))

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubEnv('STRIPE_API_BASE', `http://127.0.0.1:${port}`)
})

afterAll(
  () =>
    new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
)

const answerWith =
  (status: number, type: string, code?: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
    response.end(JSON.stringify({ error: { type, code, message: 'secret detail of Stripe' } }))
  }

async function buy(more: object = {}): Promise<Response> {
  const order = {
    ...more,
    planId: 'starter',
    billingCycle: 'monthly',
    customer: { name: 'John Doe', email: 'john@example.com' },
  }
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(order)
  return POST(new Request('http://localhost/api/checkout/create-session', { method: 'POST', body, headers }))
}

async function expectNoOrder(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ success: false, error: { code } })
  expect(text).not.toContain('secret detail')
  expect(await db().$count(checkoutSessions)).toBe(0)
}

test('502 when Stripe refuses, and no order is left', async () => {
  answer = answerWith(400, 'invalid_request_error')
  await expectNoOrder(await buy(), 502, 'stripe_refused')
})

test.each([500, 429])('503 with a time to wait when Stripe answers %i, and no order is left', async (status) => {
  answer = answerWith(status, 'api_error')
  const response = await buy()
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  await expectNoOrder(response, 503, 'stripe_unreachable')
})

test.each<[string, RequestListener]>([
  ['hangs up', (request) => request.socket.destroy()],
  ['says nothing', () => {}],
])('503 with a time to wait when Stripe %s, and no order is left', { timeout: 90_000 }, async (_, trouble) => {
  answer = trouble
  const response = await buy()
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  await expectNoOrder(response, 503, 'stripe_unreachable')
})

test('a second click while Stripe is at work on the first gets the same page, as Stripe refuses a key in use', async () => {
  let isAtWork = false
  let isMade = false
  answer = (_, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const session = { id: 'cs_test_twin', object: 'checkout.session', url: 'https://pay.example/twin' }
    if (isMade) return send(200, session)
    // https://docs.stripe.com/error-low-level#idempotency
    if (isAtWork) return send(409, { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } })
    isAtWork = true
    setTimeout(() => {
      isMade = true
      send(200, session)
    }, 3_000)
  }
  const attemptId = randomUUID()
  const clicks = await Promise.all([buy({ attemptId }), buy({ attemptId })])
  const answers = await Promise.all(clicks.map((click) => click.json()))
  expect(answers).toEqual(
    [1, 2].map(() => ({ success: true, url: 'https://pay.example/twin', sessionId: 'cs_test_twin' })),
  )
  expect(await db().select().from(checkoutSessions)).toMatchObject([{ stripeSessionId: 'cs_test_twin' }])
  await db().delete(checkoutSessions)
})

test('a key that stays in use takes the order from nobody', { timeout: 90_000 }, async () => {
  answer = answerWith(409, 'idempotency_error', 'idempotency_key_in_use')
  const response = await buy()
  expect(response.status).toBe(503)
  expect(await db().$count(checkoutSessions)).toBe(1)
})
