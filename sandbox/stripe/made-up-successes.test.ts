import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, priceOf } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { line, order, pay, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test('a price that was given up is sold no more, and keeps running where it was sold', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-04-01T00:00:00Z', 'pm_card_visa')
  const { id: price } = await priceOf(stripe, 'Starter', 799)
  const running = await sdk.subscriptions.create({ customer: customer.id, items: [{ price }] })
  const other = await priceOf(stripe, 'Business', 1999)
  const product = await sdk.products.create({ name: 'Moving house' })
  const once = await sdk.prices.create({ product: product.id, currency: 'usd', unit_amount: 2500 })
  for (const id of [price, other.id, once.id]) await sdk.prices.update(id, { active: false })
  const item = String(running.items.data[0]?.id)
  const extra = { items: [{ price_data: { ...recurring(product.id) } }], add_invoice_items: [{ price: once.id }] }
  const refusals: [Promise<unknown>, string][] = [
    [sdk.checkout.sessions.create(order({ line_items: [{ price, quantity: 1 }] })), 'line_items[0][price]'],
    [sdk.subscriptions.create({ customer: customer.id, items: [{ price }] }), 'items[0][price]'],
    [sdk.subscriptions.create({ customer: customer.id, ...extra }), 'add_invoice_items[0][price]'],
    [sdk.subscriptions.update(running.id, { items: [{ id: item, price: other.id }] }), 'items[0][price]'],
    [sdk.invoiceItems.create({ customer: customer.id, pricing: { price: once.id } }), 'pricing[price]'],
    [
      sdk.subscriptionSchedules.create({ customer: customer.id, start_date: 'now', phases: [{ items: [{ price }] }] }),
      'phases[0][items][0][price]',
    ],
  ]
  for (const [refused, param] of refusals) {
    const message = 'The price specified is inactive. This field only accepts active prices.'
    expect(await refusalOf(refused)).toMatchObject({ statusCode: 400, param, message })
  }
  const more = await sdk.subscriptions.update(running.id, { items: [{ id: item, price, quantity: 2 }] })
  expect(more.items.data[0]?.quantity).toBe(2)
})

function recurring(product: string) {
  return { currency: 'usd', product, unit_amount: 799, recurring: { interval: 'month' as const } }
}

test('no session opens below the smallest charge, and no intent goes below it; nothing at all to pay is fine', async () => {
  const { sdk } = stripe
  const { checkout, paymentIntents } = sdk
  expect(await refusalOf(checkout.sessions.create(order({ line_items: [line({ unit_amount: 49 })] })))).toMatchObject({
    statusCode: 400,
    code: 'amount_too_small',
  })
  expect((await checkout.sessions.create(order({ line_items: [line({ unit_amount: 50 })] }))).amount_total).toBe(50)
  const half = await sdk.coupons.create({ percent_off: 50, duration: 'once' })
  const halved = order({ line_items: [line({ unit_amount: 98 })], discounts: [{ coupon: half.id }] })
  expect(await refusalOf(checkout.sessions.create(halved))).toMatchObject({ code: 'amount_too_small' })
  const all = await sdk.coupons.create({ percent_off: 100, duration: 'once' })
  expect((await checkout.sessions.create(order({ discounts: [{ coupon: all.id }] }))).amount_total).toBe(0)
  const intent = await paymentIntents.create({ amount: 500, currency: 'usd' })
  expect(await refusalOf(paymentIntents.update(intent.id, { amount: 49 }))).toMatchObject({
    statusCode: 400,
    code: 'amount_too_small',
    param: 'amount',
  })
})

test('a code that is typed on the page takes no order below the smallest charge', needs('a page'), async () => {
  const { sdk } = stripe
  const coupon = await sdk.coupons.create({ amount_off: 770, currency: 'usd', duration: 'once' })
  await sdk.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'NEARLY-ALL' })
  const session = await sdk.checkout.sessions.create(order({ allow_promotion_codes: true }))
  const answer = await pay(session.url, { promotion_code: 'NEARLY-ALL' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('less than the smallest amount')])
  expect((await sdk.checkout.sessions.retrieve(session.id)).amount_total).toBe(799)
})

test.each([
  [{ exp_month: 12, exp_year: 2020 }, 'invalid_expiry_year', 'card[exp_year]'],
  [{ exp_month: 1, exp_year: 20 }, 'invalid_expiry_year', 'card[exp_year]'],
  [{ exp_month: 1, exp_year: 2199 }, 'invalid_expiry_year', 'card[exp_year]'],
])('a card that ran out is no card: %j', needs('card numbers'), async (expiry, code, param) => {
  const made = stripe.sdk.paymentMethods.create({ type: 'card', card: { number: '4242424242424242', ...expiry } })
  expect(await refusalOf(made)).toMatchObject({ statusCode: 402, rawType: 'card_error', code, param })
})

test('a saved card is given a new date, and none of the past', async () => {
  const { sdk } = stripe
  const customer = await sdk.customers.create()
  const { id } = await sdk.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  const changed = await sdk.paymentMethods.update(id, { card: { exp_month: 3, exp_year: 2041 } })
  expect(changed.card).toMatchObject({ exp_month: 3, exp_year: 2041 })
  const past = sdk.paymentMethods.update(id, { card: { exp_month: 12, exp_year: 2020 } })
  expect(await refusalOf(past)).toMatchObject({ statusCode: 402, code: 'invalid_expiry_year' })
  expect((await sdk.paymentMethods.retrieve(id)).card?.exp_year).toBe(2041)
})

test('the draft of a subscription is not deleted; one that was made by hand is', async () => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await buy()
  await sdk.subscriptions.update(id, { pause_collection: { behavior: 'keep_as_draft' } })
  await advance('2027-05-02T00:00:00Z')
  const [draft] = (await sdk.invoices.list({ subscription: id, status: 'draft' })).data
  expect(await refusalOf(sdk.invoices.del(String(draft?.id)))).toMatchObject({ statusCode: 400 })
  expect((await sdk.invoices.retrieve(String(draft?.id))).status).toBe('draft')
  const own = await sdk.invoices.create({ customer: customer.id })
  expect(await sdk.invoices.del(own.id)).toMatchObject({ deleted: true })
})
