import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventTypes } from './resources/event-types'
import { loadSchemas } from './schemas/load-schemas'
import { needs } from './testing/needs'
import { ask, type OpenStripe, openStripe } from './testing/open-stripe'
import { startReceiver } from './testing/receiver'
import { eventually, refusalOf } from './testing/stand-in'

const delivered = needs('a receiver')

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const made = (url: string, changes: Partial<Stripe.WebhookEndpointCreateParams> = {}) =>
  stripe.sdk.webhookEndpoints.create({ url, enabled_events: ['*'], ...changes })

/** A receiver of its own, whose secrets are told to it once they are known. */
const startListener = (status = 200) => startReceiver(() => status, [])

test('an endpoint shows its secret once, and is changed, listed and deleted', async () => {
  const { webhookEndpoints } = stripe.sdk
  const endpoint = await made('https://shop.example.com/hook', {
    api_version: '2026-10-28.endive',
    description: 'Second',
    metadata: { a: '1' },
    enabled_events: ['coupon.deleted'],
  })
  expect(endpoint).toMatchObject({
    status: 'enabled',
    api_version: '2026-10-28.endive',
    secret: expect.stringMatching(/^whsec_/),
  })
  expect((await webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined()
  const changed = await webhookEndpoints.update(endpoint.id, { disabled: true, description: '', metadata: { b: '2' } })
  expect(changed).toMatchObject({ status: 'disabled', description: null, metadata: { a: '1', b: '2' } })
  expect((await webhookEndpoints.list()).data.map(({ id }) => id)).toContain(endpoint.id)
  expect(await webhookEndpoints.del(endpoint.id)).toMatchObject({ id: endpoint.id, deleted: true })
  expect(await refusalOf(webhookEndpoints.retrieve(endpoint.id))).toMatchObject({ code: 'resource_missing' })
})

test.each([
  ['url', 'not an address', { url: 'shop' }],
  ['enabled_events[0]', 'an event that is none', { 'enabled_events[0]': 'coupon.eaten' }],
  ['api_version', 'a version that the stand-in does not speak', { api_version: '2020-08-27' }],
])('%s: %s is refused', async (param, _name, changes) => {
  const form = { url: 'https://shop.example.com/', 'enabled_events[0]': '*', ...changes }
  const { status, body } = await ask(stripe, '/v1/webhook_endpoints', { form })
  expect([status, body.error.param]).toEqual([400, param])
})

test('each endpoint gets the events that it asked for, signed with its own secret', delivered, async () => {
  const all = await startListener()
  const some = await startListener()
  const first = await made(all.url)
  const second = await made(some.url, { enabled_events: ['coupon.created'] })
  all.secrets.push(first.secret ?? '')
  some.secrets.push(second.secret ?? '')
  await stripe.sdk.customers.create({ email: 'a@example.com' })
  await stripe.sdk.coupons.create({ percent_off: 5 })
  await eventually(all.types, (types) => types.length === 2)
  await eventually(some.types, (types) => types.length === 1)
  expect(all.types().sort()).toEqual(['coupon.created', 'customer.created'])
  expect(some.types()).toEqual(['coupon.created'])
  await stripe.sdk.webhookEndpoints.update(first.id, { disabled: true })
  await stripe.sdk.webhookEndpoints.del(second.id)
  const last = await startListener()
  const third = await made(last.url)
  last.secrets.push(third.secret ?? '')
  await stripe.sdk.coupons.create({ percent_off: 6 })
  await eventually(last.types, (types) => types.length === 1)
  expect([all.types().length, some.types().length]).toEqual([2, 1])
  await Promise.all([all.close(), some.close(), last.close(), stripe.sdk.webhookEndpoints.del(third.id)])
})

test('an event counts the endpoints that have not taken it', delivered, async () => {
  const deaf = await startListener(500)
  const endpoint = await made(deaf.url)
  deaf.secrets.push(endpoint.secret ?? '')
  const coupon = await stripe.sdk.coupons.create({ percent_off: 7 })
  const pending = () => stripe.sdk.events.list({ delivery_success: false })
  await eventually(pending, ({ data }) => data[0]?.pending_webhooks === 1)
  expect((await pending()).data).toMatchObject([{ type: 'coupon.created', data: { object: { id: coupon.id } } }])
  await stripe.sdk.webhookEndpoints.del(endpoint.id)
  expect((await pending()).data).toEqual([])
  await deaf.close()
})

test(
  'while its secret is rolled, an endpoint is signed with both; afterwards with the new one',
  delivered,
  async () => {
    const listener = await startListener()
    const endpoint = await made(listener.url, { enabled_events: ['coupon.created'] })
    const roll = async (seconds: number) => {
      const path = `/_sandbox/webhook_endpoints/${endpoint.id}/roll_secret`
      const { body } = await ask(stripe, path, { form: { keep_old_for_seconds: String(seconds) } })
      return String(body.secret)
    }
    const second = await roll(3600)
    listener.secrets.push(endpoint.secret ?? '', second)
    await stripe.sdk.coupons.create({ percent_off: 8 })
    await eventually(listener.types, (types) => types.length === 1)
    expect(listener.received[0]?.verifiedBy).toEqual([endpoint.secret, second])
    listener.secrets.push(await roll(0))
    await stripe.sdk.coupons.create({ percent_off: 9 })
    await eventually(listener.types, (types) => types.length === 2)
    expect(listener.received[1]?.verifiedBy).toEqual([endpoint.secret, listener.secrets[2]])
    await listener.close()
  },
)

test('the events to choose from are those of the SDK', async () => {
  const { events } = await loadSchemas()
  expect(eventTypes).toEqual(Object.keys(events).sort())
})
