import { beforeAll, expect, test } from 'vitest'
import type { Exchange } from '../server'
import { inspectEvent, inspectExchange } from './inspect-exchange'
import { loadSchemas } from './load-schemas'
import type { Schemas } from './schema'

let schemas: Schemas
beforeAll(async () => {
  schemas = await loadSchemas()
})

const coupon = {
  id: 'TEN',
  object: 'coupon',
  amount_off: null,
  created: 1,
  currency: null,
  duration: 'once',
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  metadata: { a: 'b' },
  name: null,
  percent_off: 10,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
}

function inspect(answer: object, request: Partial<Exchange> = {}): string[] {
  const sent = {
    method: 'POST',
    path: '/v1/coupons',
    query: '',
    body: 'percent_off=10',
    version: 'endive',
    status: 200,
  }
  return inspectExchange(schemas, { ...sent, answer: JSON.stringify(answer), ...request })
}

test('the calls and events of the installed SDK are known', () => {
  expect(schemas.calls.length).toBeGreaterThan(500)
  expect(schemas.calls.find(({ name }) => name === 'InvoiceResource.pay')).toMatchObject({
    method: 'POST',
    path: '/v1/invoices/:id/pay',
  })
  expect(Object.keys(schemas.events)).toContain('checkout.session.async_payment_failed')
})

test('an object as the SDK types it fits', () => {
  expect(inspect(coupon)).toEqual([])
  const list = { object: 'list', data: [coupon], has_more: false, url: '/v1/coupons' }
  expect(inspect(list, { method: 'GET', body: '', query: 'limit=3&created[gte]=1&expand[]=data.applies_to' })).toEqual(
    [],
  )
})

test.each([
  ['a field that is missing', { valid: undefined }, 'valid is missing'],
  ['a field that the SDK does not know', { colour: 'red' }, 'colour is unknown'],
  ['a text for a number', { created: '1' }, 'created is "1"'],
  ['a null that cannot be', { livemode: null }, 'livemode is null'],
  ['a value outside of an open enum', { duration: 'sometimes' }, 'duration is "sometimes"'],
  ['metadata that is no text', { metadata: { a: 1 } }, 'metadata.a is 1'],
  ['the mark of a deleted object', { deleted: false }, 'deleted must not be there'],
])('%s is found in an answer', (_name, change, words) => {
  expect(inspect({ ...coupon, ...change })).toEqual([expect.stringContaining(words)])
})

test.each([
  ['colour=red', 'colour is unknown'],
  ['percent_off=ten', 'percent_off is "ten"'],
  ['duration=sometimes', 'duration is "sometimes"'],
  ['metadata[a][b]=1', 'metadata'],
])('a request with %s ought not to have been taken', (body, words) => {
  expect(inspect(coupon, { body })).toEqual([expect.stringContaining(words)])
})

test('form text is read as numbers, decimals, lists and nothing', () => {
  const body = 'percent_off=12.5&metadata=&applies_to[products][]=prod_1&applies_to[products][]=prod_2'
  expect(inspect(coupon, { body })).toEqual([])
  const price = 'currency=usd&unit_amount_decimal=1.25&product=prod_1&recurring[interval]=month&active=true'
  const refused = inspect(coupon, { path: '/v1/prices', body: price.replace('1.25', 'much') })
  expect(refused[0]).toContain('unit_amount_decimal is "much"')
  expect(inspect(coupon, { path: '/v1/prices', body: price }).join()).not.toContain('took a request')
})

test('an error has to be in the shape of Stripe', () => {
  expect(inspect({ error: { type: 'invalid_request_error', message: 'No' } }, { status: 400 })).toEqual([])
  expect(inspect({ message: 'No' }, { status: 404 })).toHaveLength(1)
})

test('an event is held against its own type', () => {
  const event = {
    id: 'evt_1',
    object: 'event',
    api_version: null,
    created: 1,
    data: { object: coupon },
    livemode: false,
    pending_webhooks: 0,
    request: null,
  }
  expect(inspectEvent(schemas, { ...event, type: 'coupon.created' })).toEqual([])
  expect(inspectEvent(schemas, { ...event, type: 'invoice.paid' }).length).toBeGreaterThan(5)
  expect(inspectEvent(schemas, { ...event, type: 'coupon.eaten' })).toEqual(['The SDK knows no event coupon.eaten'])
})
