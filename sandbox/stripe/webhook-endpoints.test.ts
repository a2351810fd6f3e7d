import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventTypes } from './resources/event-types'
import { loadSchemas } from './schemas/load-schemas'
import { startReceiver } from './testing/receiver'
import { eventually, refusalOf, type StandIn, secretKey, startStandIn } from './testing/stand-in'

let standIn: StandIn
let configured: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  configured = await startReceiver()
  standIn = await startStandIn({ webhookUrl: configured.url })
})
afterAll(async () => {
  await standIn.close()
  await configured.close()
})

const made = (url: string, changes: Partial<Stripe.WebhookEndpointCreateParams> = {}) =>
  standIn.sdk.webhookEndpoints.create({ url, enabled_events: ['*'], ...changes })

/** A receiver of its own, whose secrets are told to it once they are known. */
const startListener = (status = 200) => startReceiver(() => status, [])

test('an endpoint shows its secret once, and is changed, listed and deleted', async () => {
  const { webhookEndpoints } = standIn.sdk
  const endpoint = await made('http://127.0.0.1:1/hook', {
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
  expect((await webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([endpoint.id])
  expect(await webhookEndpoints.del(endpoint.id)).toMatchObject({ id: endpoint.id, deleted: true })
  expect(await refusalOf(webhookEndpoints.retrieve(endpoint.id))).toMatchObject({ code: 'resource_missing' })
})

test.each([
  ['url', 'not an address', { url: 'shop' }],
  ['enabled_events[0]', 'an event that is none', { 'enabled_events[0]': 'coupon.eaten' }],
  ['api_version', 'a version that the stand-in does not speak', { api_version: '2020-08-27' }],
])('%s: %s is refused', async (param, _name, changes) => {
  const form = new URLSearchParams({ url: 'http://a.test', 'enabled_events[0]': '*', ...changes })
  const headers = { authorization: `Bearer ${secretKey}` }
  const answer = await fetch(`${standIn.url}/v1/webhook_endpoints`, { method: 'POST', headers, body: form })
  expect([answer.status, (await answer.json()).error.param]).toEqual([400, param])
})

test('each endpoint gets the events that it asked for, signed with its own secret, beside the configured one', async () => {
  const all = await startListener()
  const some = await startListener()
  const first = await made(all.url)
  const second = await made(some.url, { enabled_events: ['coupon.created'] })
  all.secrets.push(first.secret ?? '')
  some.secrets.push(second.secret ?? '')
  await standIn.sdk.customers.create({ email: 'a@example.com' })
  await standIn.sdk.coupons.create({ percent_off: 5 })
  await eventually(all.types, (types) => types.length === 2)
  await eventually(some.types, (types) => types.length === 1)
  await eventually(configured.types, (types) => types.includes('coupon.created'))
  expect(all.types().sort()).toEqual(['coupon.created', 'customer.created'])
  expect(some.types()).toEqual(['coupon.created'])
  await standIn.sdk.webhookEndpoints.update(first.id, { disabled: true })
  await standIn.sdk.webhookEndpoints.del(second.id)
  await standIn.sdk.coupons.create({ percent_off: 6 })
  await eventually(configured.types, (types) => types.filter((type) => type === 'coupon.created').length === 2)
  expect(all.types()).toHaveLength(2)
  await Promise.all([all.close(), some.close(), standIn.sdk.webhookEndpoints.del(first.id)])
})

test('an event counts the endpoints that have not taken it', async () => {
  const deaf = await startListener(500)
  const endpoint = await made(deaf.url)
  deaf.secrets.push(endpoint.secret ?? '')
  const coupon = await standIn.sdk.coupons.create({ percent_off: 7 })
  const pending = () => standIn.sdk.events.list({ delivery_success: false })
  await eventually(pending, ({ data }) => data[0]?.pending_webhooks === 1)
  expect((await pending()).data).toMatchObject([{ type: 'coupon.created', data: { object: { id: coupon.id } } }])
  await standIn.sdk.webhookEndpoints.del(endpoint.id)
  expect((await pending()).data).toEqual([])
  await deaf.close()
})

test('while its secret is rolled, an endpoint is signed with both; afterwards with the new one', async () => {
  const listener = await startListener()
  const endpoint = await made(listener.url, { enabled_events: ['coupon.created'] })
  const roll = async (seconds: number) => {
    const answer = await fetch(`${standIn.url}/_sandbox/webhook_endpoints/${endpoint.id}/roll_secret`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}` },
      body: new URLSearchParams({ keep_old_for_seconds: String(seconds) }),
    })
    return String((await answer.json()).secret)
  }
  const second = await roll(3600)
  listener.secrets.push(endpoint.secret ?? '', second)
  await standIn.sdk.coupons.create({ percent_off: 8 })
  await eventually(listener.types, (types) => types.length === 1)
  expect(listener.received[0]?.verifiedBy).toEqual([endpoint.secret, second])
  listener.secrets.push(await roll(0))
  await standIn.sdk.coupons.create({ percent_off: 9 })
  await eventually(listener.types, (types) => types.length === 2)
  expect(listener.received[1]?.verifiedBy).toEqual([endpoint.secret, listener.secrets[2]])
  await listener.close()
})

test('the events to choose from are those of the SDK', async () => {
  const { events } = await loadSchemas()
  expect(eventTypes).toEqual(Object.keys(events).sort())
})
