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

afterAll(() => new Promise((resolve) => server.close(resolve)))

const answerWith =
  (status: number, type: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
    response.end(JSON.stringify({ error: { type, message: 'secret detail of Stripe' } }))
  }

async function buy(): Promise<Response> {
  const order = {
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

test('503 when Stripe hangs up, and no order is left', async () => {
  answer = (request) => request.socket.destroy()
  await expectNoOrder(await buy(), 503, 'stripe_unreachable')
})
