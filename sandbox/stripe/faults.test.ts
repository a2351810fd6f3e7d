import Stripe from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { startReceiver } from './testing/receiver'
import { eventually, refusalOf, type StandIn, sdkFor, secretKey, startStandIn } from './testing/stand-in'

const controls = needs('controls')

let standIn: StandIn
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  receiver = await startReceiver()
  standIn = await startStandIn({ webhookUrl: receiver.url })
})
afterEach(async () => {
  await standIn.close()
  await receiver.close()
})

async function control(method: string, path: string, form: Record<string, string> = {}, key = secretKey) {
  const body = method === 'POST' ? { body: new URLSearchParams(form) } : {}
  const answer = await fetch(`${standIn.url}/_sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...body,
  })
  return { status: answer.status, body: await answer.json() }
}
const fault = (form: Record<string, string>) => control('POST', 'faults', form)
const makeCustomers = async (...emails: string[]) => {
  for (const email of emails) await standIn.sdk.customers.create({ email: `${email}@example.com` })
}
const emails = () =>
  receiver.received.map(({ event }) => ('email' in event.data.object ? event.data.object.email : null))

test('a delivery comes twice', controls, async () => {
  await fault({ kind: 'delivery_duplicate', count: '1' })
  await makeCustomers('a', 'b')
  await eventually(emails, (seen) => seen.length === 3)
  expect(emails().filter((email) => email === 'a@example.com')).toHaveLength(2)
  expect((await standIn.sdk.events.list({ delivery_success: false })).data).toEqual([])
})

test('deliveries come in the reverse order', controls, async () => {
  await fault({ kind: 'delivery_reorder', count: '3', delay_ms: '100' })
  await makeCustomers('a', 'b', 'c')
  await eventually(emails, (seen) => seen.length === 3)
  expect(emails()).toEqual(['c@example.com', 'b@example.com', 'a@example.com'])
})

test('a delivery comes late, others do not wait for it', controls, async () => {
  await fault({ kind: 'delivery_delay', count: '1', delay_ms: '150' })
  await makeCustomers('a', 'b')
  await eventually(emails, (seen) => seen.length === 2)
  expect(emails()).toEqual(['b@example.com', 'a@example.com'])
})

test('a dropped delivery is listed as undelivered until a retry is asked for', controls, async () => {
  await fault({ kind: 'delivery_drop', 'only[]': 'customer.created' })
  await makeCustomers('a')
  const undelivered = await standIn.sdk.events.list({ delivery_success: false })
  expect(undelivered.data).toMatchObject([{ type: 'customer.created', pending_webhooks: 1 }])
  expect((await control('POST', 'retry')).body).toEqual({ tried: 1, delivered: 1 })
  expect(emails()).toEqual(['a@example.com'])
  expect((await standIn.sdk.events.list({ delivery_success: false })).data).toEqual([])
})

test.each([
  ['api_error', 500, Stripe.errors.StripeAPIError],
  ['api_rate_limit', 429, Stripe.errors.StripeRateLimitError],
])('the next two requests meet %s, then all is well', controls, async (kind, status, type) => {
  await fault({ kind, count: '2' })
  for (const _ of [1, 2]) {
    const refusal = await refusalOf(standIn.sdk.customers.list())
    expect(refusal).toBeInstanceOf(type)
    expect(refusal.statusCode).toBe(status)
  }
  expect((await standIn.sdk.customers.list()).data).toEqual([])
})

test('a share of the requests below a path fails; the SDK gets through by trying again', controls, async () => {
  await fault({ kind: 'api_error', share: '0.5', 'only[]': '/v1/customers' })
  const stubborn = sdkFor(standIn.url, secretKey, 1)
  await stubborn.events.list()
  for (const email of ['a', 'b', 'c', 'd']) await stubborn.customers.create({ email: `${email}@example.com` })
  expect((await control('GET', 'faults')).body.faults).toMatchObject([{ kind: 'api_error', left: null, share: 0.5 }])
  await control('DELETE', 'faults')
  expect((await standIn.sdk.customers.list()).data).toHaveLength(4)
})

test('a request that times out was not done; one whose answer was lost was done, once', controls, async () => {
  const params = { email: 'a@example.com' }
  const hasty = { timeout: 200, idempotencyKey: 'once' }
  await fault({ kind: 'api_timeout', count: '1' })
  expect(await refusalOf(standIn.sdk.customers.create(params, hasty))).toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  )
  expect((await standIn.sdk.customers.list()).data).toEqual([])
  await fault({ kind: 'api_lost_answer', count: '1' })
  expect(await refusalOf(standIn.sdk.customers.create(params, hasty))).toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  )
  const again = await standIn.sdk.customers.create(params, hasty)
  expect((await standIn.sdk.customers.list()).data.map(({ id }) => id)).toEqual([again.id])
})

test('a revoked key is refused by the API until the faults are cleared', controls, async () => {
  await fault({ kind: 'revoke_key' })
  const refusal = await refusalOf(standIn.sdk.customers.list())
  expect(refusal).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
  expect(refusal.code).toBe('api_key_expired')
  expect((await control('DELETE', 'faults')).body).toEqual({ key_revoked: false, faults: [] })
  expect((await standIn.sdk.customers.list()).data).toEqual([])
})

test('the controls need the key, a known path and known parameters', controls, async () => {
  expect((await control('POST', 'faults', {}, 'sk_test_other')).status).toBe(401)
  expect((await control('GET', 'nothing')).status).toBe(404)
  expect((await fault({ kind: 'earthquake' })).body.error.param).toBe('kind')
  expect((await fault({ kind: 'api_error', share: '2' })).status).toBe(400)
  expect((await control('GET', 'faults')).body.faults).toEqual([])
})
