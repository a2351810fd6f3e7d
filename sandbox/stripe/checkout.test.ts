import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, seconds } from './testing/on-a-clock'
import { buy, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { line, order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const open = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.sdk.checkout.sessions.create(order(changes))
const couponOf = (params: Stripe.CouponCreateParams) => stripe.sdk.coupons.create({ id: unique('OFF'), ...params })

test('a new session is open, unpaid, and has a page', async () => {
  const session = await open({ metadata: { order_id: '7' }, client_reference_id: 'order-7' })
  expect(session).toMatchObject({
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    mode: 'subscription',
    amount_subtotal: 799,
    amount_total: 799,
    currency: 'usd',
    customer: null,
    subscription: null,
    invoice: null,
    client_reference_id: 'order-7',
    customer_email: 'john@example.com',
    metadata: { order_id: '7' },
    livemode: false,
  })
  expect(session.id).toMatch(/^cs_test_/)
  expect(session.url).toContain(session.id)
  expect(session.expires_at - session.created).toBe(24 * 3600)
  const lines = await stripe.sdk.checkout.sessions.listLineItems(session.id)
  expect(lines.data).toMatchObject([
    { object: 'item', amount_total: 799, description: 'Starter', quantity: 1, price: { unit_amount: 799 } },
  ])
  expect(lines.data[0]?.price?.unit_amount_decimal?.toString()).toBe('799')
})

test.each([
  ['year', 3, true],
  ['year', 4, false],
  ['month', 36, true],
  ['month', 37, false],
  ['week', 156, true],
  ['week', 157, false],
] as const)('a price may renew for three years at most: %s x %i', async (interval, interval_count, isFine) => {
  const opened = open({ line_items: [line({ recurring: { interval, interval_count } })] })
  if (isFine) return expect((await opened).status).toBe('open')
  expect((await refusalOf(opened)).param).toBe('line_items[0][price_data][recurring][interval_count]')
})

test.each([
  [30 * 60 - 1, 'at least 30 minutes'],
  [24 * 3600 + 60, 'less than 24 hours'],
])('a session cannot expire %i seconds from now', async (seconds, message) => {
  const refusal = await refusalOf(open({ expires_at: Math.floor(Date.now() / 1000) + seconds }))
  expect([refusal.param, refusal.message]).toEqual(['expires_at', expect.stringContaining(message)])
})

test('10 % off 799 is 719 today, and 799 at renewal', async () => {
  const { id: coupon } = await couponOf({ percent_off: 10, duration: 'once' })
  const session = await open({ discounts: [{ coupon }] })
  expect(session).toMatchObject({ amount_subtotal: 799, amount_total: 719, total_details: { amount_discount: 80 } })
  await buy(stripe, session)
  const paid = await stripe.sdk.checkout.sessions.retrieve(session.id, {
    expand: ['invoice.discounts', 'subscription'],
  })
  expect(paid.invoice).toMatchObject({
    subtotal: 799,
    total: 719,
    amount_paid: 719,
    total_discount_amounts: [{ amount: 80 }],
    discounts: [{ object: 'discount', source: { coupon, type: 'coupon' } }],
  })
  expect(paid.subscription).toMatchObject({ discounts: [], items: { data: [{ price: { unit_amount: 799 } }] } })
  expect((await stripe.sdk.coupons.retrieve(coupon)).times_redeemed).toBe(1)
  expect(paid.discounts).toEqual([{ coupon, promotion_code: null }])
})

test('an amount off is shared between lines and stays within the price', async () => {
  const { id: coupon } = await couponOf({ amount_off: 500, currency: 'usd', duration: 'forever' })
  const discounts = [{ coupon }]
  const two = await open({ discounts, line_items: [line({ unit_amount: 1000 }), line({ unit_amount: 2000 })] })
  expect(two.amount_total).toBe(2500)
  const small = await open({ discounts, line_items: [line({ unit_amount: 400 })] })
  expect(small.amount_total).toBe(0)
  const euro = await refusalOf(open({ discounts, line_items: [line({ currency: 'eur' })] }))
  expect(euro.param).toBe('discounts[0][coupon]')
})

test('a coupon that is used up is refused', async () => {
  const { id: coupon } = await couponOf({ percent_off: 100, max_redemptions: 1 })
  const first = await open({ discounts: [{ coupon }] })
  const paid = await buy(stripe, first)
  expect([paid.payment_status, paid.amount_total]).toEqual(['no_payment_required', 0])
  expect(await refusalOf(open({ discounts: [{ coupon }] }))).toMatchObject({ code: 'coupon_expired' })
  expect((await stripe.sdk.coupons.retrieve(coupon)).valid).toBe(false)
})

test.each([
  ['month', 1, '2027-02-28T10:20:30Z'],
  ['year', 1, '2028-01-31T10:20:30Z'],
  ['year', 2, '2029-01-31T10:20:30Z'],
  ['year', 3, '2030-01-31T10:20:30Z'],
  ['month', 13, '2028-02-29T10:20:30Z'],
  ['week', 2, '2027-02-14T10:20:30Z'],
] as const)('bought on 31 January for %s x %i, it is paid until %s', async (interval, interval_count, end) => {
  const life = await customerOnClock(stripe, '2027-01-31T10:20:30Z')
  const id = await life.buy({ line_items: [line({ recurring: { interval, interval_count } })] })
  expect(await stripe.sdk.subscriptions.retrieve(id)).toMatchObject({
    items: { data: [{ current_period_start: life.clock.frozen_time, current_period_end: seconds(end) }] },
  })
})

test('an open session can be expired by hand, once', async () => {
  const session = await open()
  expect((await stripe.sdk.checkout.sessions.expire(session.id)).status).toBe('expired')
  expect((await refusalOf(stripe.sdk.checkout.sessions.expire(session.id))).message).toContain('status of expired')
  const listed = await stripe.sdk.checkout.sessions.list({ status: 'expired' })
  expect(listed.data.map(({ id }) => id)).toContain(session.id)
})

test('payment mode takes a one-time price and makes a payment only', async () => {
  const session = await open({ mode: 'payment', line_items: [line({ recurring: undefined })], metadata: { a: 'b' } })
  await buy(stripe, session)
  const paid = await stripe.sdk.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
  expect(paid).toMatchObject({ payment_status: 'paid', subscription: null, invoice: null, customer: null })
  expect(paid.payment_intent).toMatchObject({ status: 'succeeded', amount_received: 799 })
})
