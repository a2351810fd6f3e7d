import Stripe from 'stripe'
import { beforeAll, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/webhooks/stripe/route'

beforeAll(() => vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_old,whsec_new'))

function deliver(secret: string): Promise<Response> {
  const event = { id: `evt_${secret}`, object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } }
  const body = JSON.stringify(event)
  const signature = new Stripe('sk_test_vitest').webhooks.generateTestHeaderString({ payload: body, secret })
  const headers = { 'stripe-signature': signature }
  return POST(new Request('http://localhost/', { method: 'POST', body, headers }))
}

test.each(['whsec_old', 'whsec_new'])('while a secret is being rolled, what %s signed is accepted', async (secret) => {
  expect((await deliver(secret)).status).toBe(200)
})

test('a third secret is refused all the same', async () => {
  expect((await deliver('whsec_third')).status).toBe(400)
})
