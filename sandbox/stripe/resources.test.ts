import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { buy, eventsAbout, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { eventually, order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** A paid subscription. */
async function bought() {
  const paid = await buy(stripe, await stripe.sdk.checkout.sessions.create(order()))
  return String(paid.subscription)
}

/** What an update of this object replaced, the newest first. */
async function replacedIn(id: string, type: 'customer.subscription.updated') {
  const updates = async () =>
    (await stripe.sdk.events.list({ type, limit: 100 })).data.filter(
      ({ data }) => 'id' in data.object && data.object.id === id,
    )
  return (await eventually(updates, (events) => events.length > 0)).map(({ data }) => data.previous_attributes)
}

test('a coupon is made, renamed, listed and deleted', async () => {
  const { coupons } = stripe.sdk
  const id = unique('TEN')
  const made = await coupons.create({ id, percent_off: 10, duration: 'once' })
  expect(made).toMatchObject({ id, percent_off: 10, amount_off: null, valid: true, times_redeemed: 0 })
  expect((await coupons.update(id, { name: 'Ten' })).name).toBe('Ten')
  expect((await coupons.list()).data.map((row) => row.id)).toContain(id)
  expect(await coupons.del(id)).toMatchObject({ id, deleted: true })
  expect(await refusalOf(coupons.retrieve(id))).toMatchObject({ statusCode: 404, code: 'resource_missing' })
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
  expect(await refusalOf(stripe.sdk.coupons.create(params))).toMatchObject({ statusCode: 400, param, code })
})

test('a coupon id is taken once', async () => {
  const asked = { id: unique('SAME'), percent_off: 10 }
  await stripe.sdk.coupons.create(asked)
  const refusal = await refusalOf(stripe.sdk.coupons.create(asked))
  expect(refusal).toMatchObject({ statusCode: 400, code: 'resource_already_exists' })
})

test('a subscription is scheduled to end, kept after all, and ended', async () => {
  const { sdk } = stripe
  const id = await bought()
  const ending = await sdk.subscriptions.update(id, { cancel_at_period_end: true, metadata: { why: 'test' } })
  expect(ending).toMatchObject({ cancel_at_period_end: true, status: 'active', metadata: { why: 'test' } })
  expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end)
  expect((await replacedIn(id, 'customer.subscription.updated'))[0]).toMatchObject({
    cancel_at_period_end: false,
    cancel_at: null,
  })
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

test('what is not here yet is refused plainly, in the shape of Stripe’s errors', needs('its own words'), async () => {
  const id = await bought()
  expect(await refusalOf(stripe.sdk.subscriptions.update(id, { off_session: true }))).toMatchObject({
    statusCode: 400,
    rawType: 'invalid_request_error',
    code: 'parameter_unknown',
    param: 'off_session',
    message: 'Stripe takes the parameter off_session, but this stand-in does not yet.',
  })
  const features = { subscription_cancel: { enabled: true, mode: 'immediately' as const } }
  expect(await refusalOf(stripe.sdk.billingPortal.configurations.create({ features }))).toMatchObject({
    rawType: 'invalid_request_error',
    param: 'features[subscription_cancel][mode]',
    message: expect.stringContaining('Stripe takes immediately for the parameter'),
  })
})

test('events are listed by types, by a pattern, and from a moment on', async () => {
  const { coupons, events } = stripe.sdk
  const coupon = await coupons.create({ percent_off: 5 })
  await coupons.del(coupon.id)
  await eventsAbout(stripe, coupon.id, ['coupon.created', 'coupon.deleted'])
  const types = async (params: Parameters<typeof events.list>[0]) =>
    new Set((await events.list({ limit: 100, ...params })).data.map(({ type }) => type))
  const both = ['coupon.created', 'coupon.deleted'] as const
  expect(await types({ types: [...both] })).toEqual(new Set(both))
  expect([...(await types({ type: 'coupon.*' }))].filter((type) => !type.startsWith('coupon.'))).toEqual([])
  expect(await types({ created: { gt: Date.parse('2100-01-01') / 1000 } })).toEqual(new Set())
  expect(await refusalOf(events.list({ type: 'a', types: ['b'] }))).toMatchObject({ code: 'parameters_exclusive' })
  expect(await refusalOf(events.list({ types: Array(21).fill('a') }))).toMatchObject({ param: 'types' })
})
