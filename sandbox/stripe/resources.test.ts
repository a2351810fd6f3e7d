import { afterAll, beforeAll, expect, test } from 'vitest'
import { order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

test('a customer is made, changed and listed by its address', async () => {
  const { customers, events } = standIn.sdk
  const made = await customers.create({
    email: 'a@example.com',
    metadata: { a: '1', b: '2' },
    address: { city: 'Ulm' },
  })
  expect(made).toMatchObject({ object: 'customer', address: { city: 'Ulm', country: null }, livemode: false })
  const changed = await customers.update(made.id, { name: 'Ann', metadata: { a: '', c: '3' } })
  expect(changed).toMatchObject({ name: 'Ann', email: 'a@example.com', metadata: { b: '2', c: '3' } })
  expect((await customers.update(made.id, { metadata: '' })).metadata).toEqual({})
  expect((await customers.list({ email: 'a@example.com' })).data.map(({ id }) => id)).toEqual([made.id])
  const updated = await events.list({ type: 'customer.updated' })
  expect(updated.data[1]?.data.previous_attributes).toMatchObject({ name: null, metadata: { a: '1', b: '2' } })
})

test('a deleted customer ends its subscriptions, is left out of lists and can be seen as deleted', async () => {
  const { sdk } = standIn
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const { customer, subscription } = await sdk.checkout.sessions.retrieve(session.id)
  const id = String(customer)
  expect(await sdk.customers.del(id)).toMatchObject({ id, deleted: true })
  expect(await sdk.customers.retrieve(id)).toMatchObject({ id, deleted: true })
  expect((await sdk.customers.list()).data.map((row) => row.id)).not.toContain(id)
  expect((await sdk.subscriptions.retrieve(String(subscription))).status).toBe('canceled')
  expect(await refusalOf(sdk.customers.update(id, { name: 'x' }))).toMatchObject({ code: 'resource_missing' })
})

test('a coupon is made, renamed, listed and deleted', async () => {
  const { coupons } = standIn.sdk
  const made = await coupons.create({ id: 'TEN', percent_off: 10, duration: 'once' })
  expect(made).toMatchObject({ id: 'TEN', percent_off: 10, amount_off: null, valid: true, times_redeemed: 0 })
  expect((await coupons.update('TEN', { name: 'Ten' })).name).toBe('Ten')
  expect((await coupons.list()).data.map(({ id }) => id)).toContain('TEN')
  expect(await coupons.del('TEN')).toMatchObject({ id: 'TEN', deleted: true })
  expect(await refusalOf(coupons.retrieve('TEN'))).toMatchObject({ statusCode: 404, code: 'resource_missing' })
})

test.each([
  [{}, 'percent_off', 'parameter_missing'],
  [{ percent_off: 5, amount_off: 5 }, 'percent_off', 'parameters_exclusive'],
  [{ amount_off: 5 }, 'currency', 'parameter_missing'],
  [{ percent_off: 0 }, 'percent_off', undefined],
  [{ percent_off: 101 }, 'percent_off', undefined],
  [{ percent_off: 5, duration: 'repeating' as const }, 'duration_in_months', undefined],
  [{ percent_off: 5, redeem_by: 1 }, 'redeem_by', undefined],
  [{ percent_off: 5, id: 'a b' }, 'id', undefined],
])('a coupon of %j is refused', async (params, param, code) => {
  expect(await refusalOf(standIn.sdk.coupons.create(params))).toMatchObject({ statusCode: 400, param, code })
})

test('a coupon id is taken once', async () => {
  await standIn.sdk.coupons.create({ id: 'SAME', percent_off: 10 })
  const refusal = await refusalOf(standIn.sdk.coupons.create({ id: 'SAME', percent_off: 10 }))
  expect(refusal).toMatchObject({ statusCode: 400, code: 'resource_already_exists' })
})

test('a subscription is scheduled to end, kept after all, and ended', async () => {
  const { sdk } = standIn
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const id = String((await sdk.checkout.sessions.retrieve(session.id)).subscription)
  const ending = await sdk.subscriptions.update(id, { cancel_at_period_end: true, metadata: { why: 'test' } })
  expect(ending).toMatchObject({ cancel_at_period_end: true, status: 'active', metadata: { why: 'test' } })
  expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end)
  const [updated] = (await sdk.events.list({ type: 'customer.subscription.updated' })).data
  expect(updated?.data.previous_attributes).toMatchObject({ cancel_at_period_end: false, cancel_at: null })
  const kept = await sdk.subscriptions.update(id, { cancel_at_period_end: false })
  expect([kept.cancel_at, kept.canceled_at]).toEqual([null, null])
  const ended = await sdk.subscriptions.cancel(id, { cancellation_details: { feedback: 'unused' } })
  expect(ended).toMatchObject({
    status: 'canceled',
    cancellation_details: { feedback: 'unused', reason: 'cancellation_requested' },
  })
  expect(await refusalOf(sdk.subscriptions.cancel(id))).toMatchObject({ code: 'resource_missing' })
  expect((await sdk.subscriptions.list({ status: 'canceled' })).data.map((row) => row.id)).toContain(id)
  expect((await sdk.subscriptions.list()).data.map((row) => row.id)).not.toContain(id)
  expect(await refusalOf(sdk.subscriptions.update(id, { items: [] }))).toMatchObject({ code: 'resource_missing' })
})

test('what is not here yet is refused plainly', async () => {
  const { sdk } = standIn
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const id = String((await sdk.checkout.sessions.retrieve(session.id)).subscription)
  const refusal = await refusalOf(sdk.subscriptions.update(id, { days_until_due: 5 }))
  expect([refusal.param, refusal.message]).toEqual(['days_until_due', expect.stringContaining('does not yet')])
})

test('events are listed by types, by a pattern, and from a moment on', async () => {
  const { events } = standIn.sdk
  const types = async (params: Parameters<typeof events.list>[0]) =>
    new Set((await events.list({ limit: 100, ...params })).data.map(({ type }) => type))
  expect(await types({ types: ['coupon.created', 'coupon.deleted'] })).toEqual(
    new Set(['coupon.created', 'coupon.deleted']),
  )
  expect(await types({ type: 'charge.*' })).toEqual(new Set(['charge.succeeded']))
  expect(await types({ created: { gt: Math.floor(Date.now() / 1000) + 60 } })).toEqual(new Set())
  expect(await refusalOf(events.list({ type: 'a', types: ['b'] }))).toMatchObject({ code: 'parameters_exclusive' })
  expect(await refusalOf(events.list({ types: Array(21).fill('a') }))).toMatchObject({ param: 'types' })
})
