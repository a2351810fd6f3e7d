import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** A subscription for 7.99 US dollars a month, half a month old. */
async function subscribed() {
  const life = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await life.buy()
  await life.advance('2027-04-16T00:00:00Z')
  const item = String((await stripe.sdk.subscriptions.retrieve(id)).items.data[0]?.id)
  return { ...life, id, item }
}

const inEuros = () => priceOf(stripe, 'Starter in euros', 799, 'month', 'eur')

test('a coupon in another currency is refused by a subscription, new and running', async () => {
  const { sdk } = stripe
  const { id, customer } = await subscribed()
  const coupon = await sdk.coupons.create({ amount_off: 300, currency: 'eur', duration: 'forever' })
  const discounts = [{ coupon: coupon.id }]
  expect(await refusalOf(sdk.subscriptions.update(id, { discounts }))).toMatchObject({
    statusCode: 400,
    param: 'discounts[0][coupon]',
  })
  expect((await sdk.subscriptions.retrieve(id)).discounts).toEqual([])
  expect((await sdk.coupons.retrieve(coupon.id)).times_redeemed).toBe(0)
  const price = await priceOf(stripe, 'Starter', 799)
  const asked = { customer: customer.id, items: [{ price: price.id }], discounts }
  expect(await refusalOf(sdk.subscriptions.create(asked))).toMatchObject({ param: 'discounts[0][coupon]' })
})

test('a promotion code holds a subscription to its smallest amount and to a first order', async () => {
  const { sdk } = stripe
  const { id, item } = await subscribed()
  const coupon = await sdk.coupons.create({ percent_off: 10, duration: 'forever' })
  const promotion = { type: 'coupon' as const, coupon: coupon.id }
  const large = await sdk.promotionCodes.create({
    promotion,
    restrictions: { minimum_amount: 1500, minimum_amount_currency: 'usd' },
  })
  const first = await sdk.promotionCodes.create({ promotion, restrictions: { first_time_transaction: true } })
  for (const code of [large, first]) {
    const refused = sdk.subscriptions.update(id, { discounts: [{ promotion_code: code.id }] })
    expect(await refusalOf(refused)).toMatchObject({ statusCode: 400, param: 'discounts[0][promotion_code]' })
  }
  // What it is measured by is what the subscription holds after the change.
  const price = await priceOf(stripe, 'Business', 1999)
  const change = { items: [{ id: item, price: price.id }], discounts: [{ promotion_code: large.id }] }
  expect((await sdk.subscriptions.update(id, change)).discounts).toHaveLength(1)
})

test('a price in another currency never gets onto a subscription', async () => {
  const { sdk } = stripe
  const { id, item, customer } = await subscribed()
  const price = (await inEuros()).id
  const refusals = [
    sdk.subscriptions.update(id, { items: [{ id: item, price }] }),
    sdk.subscriptionItems.update(item, { price }),
    sdk.subscriptionItems.create({ subscription: id, price }),
    sdk.invoices.createPreview({ subscription: id, subscription_details: { items: [{ id: item, price }] } }),
  ]
  for (const refused of refusals) {
    expect(await refusalOf(refused)).toMatchObject({ statusCode: 400, param: 'items' })
  }
  const schedule = await sdk.subscriptionSchedules.create({ from_subscription: id })
  const [now] = schedule.phases
  const present = { items: [{ price: String(now?.items[0]?.price) }], end_date: now?.end_date }
  const changed = sdk.subscriptionSchedules.update(schedule.id, { phases: [present, { items: [{ price }] }] })
  expect(await refusalOf(changed)).toMatchObject({ statusCode: 400, param: 'phases[1][items]' })
  const dollars = (await priceOf(stripe, 'Starter', 799)).id
  const mixed = { customer: customer.id, items: [{ price: dollars }], add_invoice_items: [{ price }] }
  expect(await refusalOf(sdk.subscriptions.create(mixed))).toMatchObject({ param: 'add_invoice_items' })
})

test('what is noted down in another currency waits for an invoice in that one', async () => {
  const { sdk } = stripe
  const { id, customer, advance } = await subscribed()
  const noted = { customer: customer.id, amount: 2500 }
  expect(await refusalOf(sdk.invoiceItems.create({ ...noted, currency: 'eur', subscription: id }))).toMatchObject({
    statusCode: 400,
    param: 'currency',
  })
  const item = await sdk.invoiceItems.create({ ...noted, currency: 'eur' })
  await sdk.invoiceItems.create({ ...noted, amount: 100, currency: 'usd' })
  await advance('2027-05-02T00:00:00Z')
  const [renewal] = (await sdk.invoices.list({ subscription: id })).data
  expect(renewal).toMatchObject({ currency: 'usd', total: 899, billing_reason: 'subscription_cycle' })
  expect((await sdk.invoiceItems.retrieve(item.id)).invoice).toBeNull()
  const own = await sdk.invoices.create({ customer: customer.id, pending_invoice_items_behavior: 'include' })
  expect(own).toMatchObject({ currency: 'eur', total: 2500 })
})
