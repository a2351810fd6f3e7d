import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
let nowMs = Date.parse('2027-01-31T10:20:30Z')
const nowSeconds = () => Math.floor(nowMs / 1000)
beforeAll(async () => {
  standIn = await startStandIn({ clock: () => nowMs })
})
afterAll(() => standIn.close())

const open = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  standIn.sdk.checkout.sessions.create(order(changes))

/** A request that the SDK's types would not let through. */
const openUntyped = (changes: object) => standIn.sdk.checkout.sessions.create({ ...order(), ...changes })

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
    expires_at: nowSeconds() + 24 * 3600,
    url: `${standIn.url}/c/pay/${session.id}`,
    livemode: false,
  })
  expect(session.id).toMatch(/^cs_test_/)
  const lines = await standIn.sdk.checkout.sessions.listLineItems(session.id)
  expect(lines.data).toMatchObject([
    { object: 'item', amount_total: 799, description: 'Starter', quantity: 1, price: { unit_amount: 799 } },
  ])
  expect(lines.data[0]?.price?.unit_amount_decimal?.toString()).toBe('799')
})

test.each([
  ['no line items', { line_items: undefined }, 'line_items', 'parameter_missing'],
  ['no mode', { mode: undefined }, 'mode', 'parameter_missing'],
  ['an unknown mode', { mode: 'gift' }, 'mode', undefined],
  ['no success_url', { success_url: undefined }, 'success_url', 'parameter_missing'],
  ['a success_url that is none', { success_url: 'shop' }, 'success_url', 'url_invalid'],
  [
    'payment_method_types, removed in endive',
    { payment_method_types: ['card'] },
    'payment_method_types',
    'parameter_unknown',
  ],
  ['an old ui_mode', { ui_mode: 'hosted' }, 'ui_mode', undefined],
  ['customer and customer_email', { customer: 'cus_1' }, 'customer_email', 'parameters_exclusive'],
  ['an unknown customer', { customer: 'cus_1', customer_email: undefined }, 'customer', 'resource_missing'],
  ['customer_creation', { customer_creation: 'always' }, 'customer_creation', undefined],
  ['payment_intent_data', { payment_intent_data: { description: 'x' } }, 'payment_intent_data', undefined],
  ['an unknown coupon', { discounts: [{ coupon: 'NONE' }] }, 'discounts[0][coupon]', 'resource_missing'],
  ['two discounts', { discounts: [{ coupon: 'A' }, { coupon: 'B' }] }, 'discounts', undefined],
  [
    'a discount and promotion codes',
    { discounts: [{ coupon: 'A' }], allow_promotion_codes: true },
    'discounts',
    'parameters_exclusive',
  ],
  [
    'a transfer, which is not here yet',
    { subscription_data: { transfer_data: { destination: 'acct_1' } } },
    'subscription_data[transfer_data]',
    'parameter_unknown',
  ],
  ['an unknown price', { line_items: [{ price: 'price_1', quantity: 1 }] }, 'line_items[0][price]', 'resource_missing'],
  ['no price', { line_items: [{ quantity: 1 }] }, 'line_items[0][price]', 'parameter_missing'],
  ['no quantity', { line_items: [{ ...line(), quantity: undefined }] }, 'line_items[0][quantity]', 'parameter_missing'],
  [
    'a quantity of zero',
    { line_items: [{ ...line(), quantity: 0 }] },
    'line_items[0][quantity]',
    'parameter_invalid_integer',
  ],
  [
    'half a cent',
    { line_items: [line({ unit_amount: 7.5 })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_invalid_integer',
  ],
  [
    'a negative price',
    { line_items: [line({ unit_amount: -1 })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_invalid_integer',
  ],
  [
    'no amount',
    { line_items: [line({ unit_amount: undefined })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_missing',
  ],
  ['no such currency', { line_items: [line({ currency: 'zzq' })] }, 'line_items[0][price_data][currency]', undefined],
  [
    'a nameless product',
    { line_items: [line({ product_data: { name: '' } })] },
    'line_items[0][price_data][product_data][name]',
    'parameter_invalid_empty',
  ],
  [
    'no product',
    { line_items: [line({ product_data: undefined })] },
    'line_items[0][price_data][product_data]',
    'parameter_missing',
  ],
  ['no recurring price', { line_items: [line({ recurring: undefined })] }, 'line_items', undefined],
  ['a recurring price in payment mode', { mode: 'payment' }, 'line_items', undefined],
  ['two currencies', { line_items: [line(), line({ currency: 'eur' })] }, 'line_items', undefined],
  ['two intervals', { line_items: [line(), line({ recurring: { interval: 'year' } })] }, 'line_items', undefined],
])('a session with %s is refused', async (_name, changes, param, code) => {
  expect(await refusalOf(openUntyped(changes))).toMatchObject({ statusCode: 400, param, code })
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
  [24 * 3600 + 1, 'less than 24 hours'],
])('a session cannot expire %i seconds from now', async (seconds, message) => {
  const refusal = await refusalOf(open({ expires_at: nowSeconds() + seconds }))
  expect([refusal.param, refusal.message]).toEqual(['expires_at', expect.stringContaining(message)])
})

test('10 % off 799 is 719 today, and 799 at renewal', async () => {
  await standIn.sdk.coupons.create({ id: 'WELCOME10', percent_off: 10, duration: 'once' })
  const session = await open({ discounts: [{ coupon: 'WELCOME10' }] })
  expect(session).toMatchObject({ amount_subtotal: 799, amount_total: 719, total_details: { amount_discount: 80 } })
  await pay(session.url)
  const paid = await standIn.sdk.checkout.sessions.retrieve(session.id, {
    expand: ['invoice.discounts', 'subscription'],
  })
  expect(paid.invoice).toMatchObject({
    subtotal: 799,
    total: 719,
    amount_paid: 719,
    total_discount_amounts: [{ amount: 80 }],
    discounts: [{ object: 'discount', source: { coupon: 'WELCOME10', type: 'coupon' } }],
  })
  expect(paid.subscription).toMatchObject({ discounts: [], items: { data: [{ price: { unit_amount: 799 } }] } })
  expect((await standIn.sdk.coupons.retrieve('WELCOME10')).times_redeemed).toBe(1)
  expect(paid.discounts).toEqual([{ coupon: 'WELCOME10', promotion_code: null }])
})

test('an amount off is shared between lines and stays within the price', async () => {
  await standIn.sdk.coupons.create({ id: 'FIVE', amount_off: 500, currency: 'usd', duration: 'forever' })
  const two = await open({
    discounts: [{ coupon: 'FIVE' }],
    line_items: [line({ unit_amount: 1000 }), line({ unit_amount: 2000 })],
  })
  expect(two.amount_total).toBe(2500)
  const small = await open({ discounts: [{ coupon: 'FIVE' }], line_items: [line({ unit_amount: 400 })] })
  expect(small.amount_total).toBe(0)
  const euro = await refusalOf(open({ discounts: [{ coupon: 'FIVE' }], line_items: [line({ currency: 'eur' })] }))
  expect(euro.param).toBe('discounts[0][coupon]')
})

test('a coupon that is used up or past its time is refused', async () => {
  await standIn.sdk.coupons.create({ id: 'ONE', percent_off: 100, max_redemptions: 1 })
  const first = await open({ discounts: [{ coupon: 'ONE' }] })
  expect((await pay(first.url)).status).toBe(303)
  const paid = await standIn.sdk.checkout.sessions.retrieve(first.id)
  expect([paid.payment_status, paid.amount_total]).toEqual(['no_payment_required', 0])
  expect(await refusalOf(open({ discounts: [{ coupon: 'ONE' }] }))).toMatchObject({ code: 'coupon_expired' })
  expect((await standIn.sdk.coupons.retrieve('ONE')).valid).toBe(false)
  await standIn.sdk.coupons.create({ id: 'SOON', percent_off: 5, redeem_by: nowSeconds() + 60 })
  nowMs += 61_000
  expect(await refusalOf(open({ discounts: [{ coupon: 'SOON' }] }))).toMatchObject({ code: 'coupon_expired' })
})

test.each([
  ['month', 1, '2027-02-28T10:20:30Z'],
  ['year', 1, '2028-01-31T10:20:30Z'],
  ['year', 2, '2029-01-31T10:20:30Z'],
  ['year', 3, '2030-01-31T10:20:30Z'],
  ['month', 13, '2028-02-29T10:20:30Z'],
  ['week', 2, '2027-02-14T10:20:30Z'],
] as const)('bought on 31 January for %s x %i, it is paid until %s', async (interval, interval_count, end) => {
  nowMs = Date.parse('2027-01-31T10:20:30Z')
  const session = await open({ line_items: [line({ recurring: { interval, interval_count } })] })
  await pay(session.url)
  const { subscription } = await standIn.sdk.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
  expect(subscription).toMatchObject({
    items: { data: [{ current_period_start: nowSeconds(), current_period_end: Date.parse(end) / 1000 }] },
  })
})

test('a session past its time is expired, and says so once', async () => {
  const session = await open({ expires_at: nowSeconds() + 1800 })
  nowMs += 1_800_000
  expect(await standIn.sdk.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired', url: null })
  const events = await standIn.sdk.events.list({ type: 'checkout.session.expired' })
  expect(events.data.filter((event) => 'id' in event.data.object && event.data.object.id === session.id)).toHaveLength(
    1,
  )
})

test('an open session can be expired by hand, once', async () => {
  const session = await open()
  expect((await standIn.sdk.checkout.sessions.expire(session.id)).status).toBe('expired')
  expect((await refusalOf(standIn.sdk.checkout.sessions.expire(session.id))).message).toContain('status of expired')
  const listed = await standIn.sdk.checkout.sessions.list({ status: 'expired', limit: 1 })
  expect(listed.data[0]?.id).toBe(session.id)
})

test('payment mode takes a one-time price and makes a payment only', async () => {
  const session = await open({ mode: 'payment', line_items: [line({ recurring: undefined })], metadata: { a: 'b' } })
  expect((await pay(session.url)).status).toBe(303)
  const paid = await standIn.sdk.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
  expect(paid).toMatchObject({ payment_status: 'paid', subscription: null, invoice: null, customer: null })
  expect(paid.payment_intent).toMatchObject({ status: 'succeeded', amount_received: 799 })
})
