import Stripe from 'stripe'
import { beforeAll, expect, test, vi } from 'vitest'
import { POST as createSession } from '@/app/api/checkout/create-session/route'
import { POST as receiveWebhook } from '@/app/api/webhooks/stripe/route'
import { checkHealth } from './health/check-health'

// Nothing listens on port 1.
beforeAll(() => vi.stubEnv('DATABASE_URL', 'postgres://nobody:nothing@127.0.0.1:1/nowhere'))

test('without its database the shop answers 503 with a time to wait', async () => {
  const body = JSON.stringify({ planId: 'starter' })
  const headers = { 'content-type': 'application/json' }
  const response = await createSession(new Request('http://localhost/', { method: 'POST', body, headers }))
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await response.json()).toMatchObject({ success: false, error: { code: 'database_unreachable' } })
})

test('without its database the webhook answers 503, so that Stripe sends the event again', async () => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } })
  const signature = new Stripe('sk_test_vitest').webhooks.generateTestHeaderString({
    payload: body,
    secret: 'whsec_vitest',
  })
  const headers = { 'stripe-signature': signature }
  const response = await receiveWebhook(new Request('http://localhost/', { method: 'POST', body, headers }))
  expect(response.status).toBe(503)
})

test('without its database the service says that it is unwell, and nothing secret', async () => {
  const health = await checkHealth()
  expect(health).toMatchObject({ status: 'unavailable', database: 'unreachable', queue: null })
  expect(JSON.stringify(health)).not.toMatch(/127\.0\.0\.1|nobody/)
})
