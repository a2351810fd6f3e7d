import Stripe from 'stripe'
import { beforeAll, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/webhooks/stripe/route'

beforeAll(() => vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_old,whsec_new'))

const sdk = new Stripe('sk_test_vitest')

function deliver(secret: string): Promise<Response> {
  const event = { id: `evt_${secret}`, object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } }
  const body = JSON.stringify(event)
  const signature = sdk.webhooks.generateTestHeaderString({ payload: body, secret })
  const headers = { 'stripe-signature': signature }
  return POST(new Request('http://localhost/', { method: 'POST', body, headers }))
}

test.each(['whsec_old', 'whsec_new'])('while a secret is being rolled, what %s signed is accepted', async (secret) => {
  expect((await deliver(secret)).status).toBe(200)
})

test('a delivery that Stripe signed with both, as it does while one is rolled, is accepted with either', async () => {
  const payload = JSON.stringify({
    id: 'evt_both',
    object: 'event',
    type: 'invoice.paid',
    data: { object: { id: 'in_1' } },
  })
  for (const secrets of [
    ['whsec_new', 'whsec_third'],
    ['whsec_third', 'whsec_old'],
  ]) {
    const [first = '', second = ''] = secrets.map((secret) =>
      sdk.webhooks.generateTestHeaderString({ payload, secret }),
    )
    const both = `${first},v1=${/v1=(\w+)/.exec(second)?.[1]}`
    expect(both.match(/v1=/g)).toHaveLength(2)
    const headers = { 'stripe-signature': both }
    const answer = await POST(new Request('http://localhost/', { method: 'POST', body: payload, headers }))
    expect(answer.status).toBe(200)
  }
})

test('a third secret is refused all the same', async () => {
  expect((await deliver('whsec_third')).status).toBe(400)
})
