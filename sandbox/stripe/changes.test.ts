import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** Bought on 1 April for 7.99 a month; it is the 16th, so half of the period is left. */
async function halfWay(coupon?: string) {
  const life = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await life.buy(coupon === undefined ? {} : { discounts: [{ coupon }] })
  await life.advance('2027-04-16T00:00:00Z')
  const subscription = await stripe.sdk.subscriptions.retrieve(id)
  const item = String(subscription.items.data[0]?.id)
  return { ...life, id, item }
}

const invoicesOf = async (subscription: string) =>
  (await stripe.sdk.invoices.list({ subscription })).data.map(({ total, billing_reason }) => [billing_reason, total])

test('an upgrade with always_invoice charges the difference for the rest of the period now', async () => {
  const { sdk } = stripe
  const { id, item, advance } = await halfWay()
  const price = await priceOf(stripe, 'Business', 1999)
  const change = { items: [{ id: item, price: price.id }], proration_behavior: 'always_invoice' as const }
  const preview = await sdk.invoices.createPreview({ subscription: id, subscription_details: change })
  expect(preview.id).toMatch(/^upcoming_in_/)
  expect(preview.lines.data.map(({ amount, description }) => [amount, description])).toEqual([
    [-400, 'Unused time on Starter after 16 Apr 2027'],
    [1000, 'Remaining time on Business from 16 Apr 2027'],
  ])
  expect(await invoicesOf(id)).toHaveLength(1)
  const updated = await sdk.subscriptions.update(id, change)
  expect(updated.items.data).toMatchObject([{ id: item, price: { id: price.id, unit_amount: 1999 } }])
  expect(updated.items.data[0]?.current_period_end).toBe(seconds('2027-05-01T00:00:00Z'))
  const [invoice] = (await sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect(invoice).toMatchObject({
    status: 'paid',
    total: preview.total,
    amount_paid: 600,
    amount_due: preview.amount_due,
  })
  expect(invoice?.lines.data[0]?.parent).toMatchObject({ invoice_item_details: { proration: true } })
  await advance('2027-05-02T00:00:00Z')
  expect(await invoicesOf(id)).toEqual([
    ['subscription_cycle', 1999],
    ['subscription_update', 600],
    ['subscription_create', 799],
  ])
})

test.each([
  ['half off forever', { percent_off: 50, duration: 'forever' as const }, [-200, 500], 999],
  ['3.00 off forever', { amount_off: 300, currency: 'usd', duration: 'forever' as const }, [-250, 850], 1699],
  // What was paid is given back, and the new price is charged without what was used up by the first invoice.
  ['half off once', { percent_off: 50, duration: 'once' as const }, [-200, 1000], 1999],
])('with a coupon, %s, the discounted prices are prorated', async (_name, off, prorations, renewal) => {
  const { sdk } = stripe
  const coupon = await sdk.coupons.create(off)
  const { id, item, advance } = await halfWay(coupon.id)
  const price = await priceOf(stripe, 'Business', 1999)
  const change = { items: [{ id: item, price: price.id }], proration_behavior: 'always_invoice' as const }
  const preview = await sdk.invoices.createPreview({ subscription: id, subscription_details: change })
  await sdk.subscriptions.update(id, change)
  const [invoice] = (await sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect(invoice?.lines.data.map(({ amount }) => amount)).toEqual(prorations)
  const total = prorations.reduce((sum, amount) => sum + amount, 0)
  expect(invoice).toMatchObject({ total, amount_paid: total })
  expect(preview.total).toBe(total)
  await advance('2027-05-02T00:00:00Z')
  expect((await invoicesOf(id))[0]).toEqual(['subscription_cycle', renewal])
})

test('create_prorations puts the difference on the next invoice; none charges none', async () => {
  const { sdk } = stripe
  const { id, item, customer, advance } = await halfWay()
  const price = await priceOf(stripe, 'Business', 1999)
  await sdk.subscriptions.update(id, { items: [{ id: item, price: price.id }] })
  expect(
    (await sdk.invoiceItems.list({ customer: customer.id, pending: true })).data.map(({ amount }) => amount),
  ).toEqual([1000, -400])
  expect((await sdk.invoices.createPreview({ subscription: id })).total).toBe(2599)
  await advance('2027-05-02T00:00:00Z')
  expect((await invoicesOf(id))[0]).toEqual(['subscription_cycle', 2599])
  const cheap = await priceOf(stripe, 'Starter', 799)
  await sdk.subscriptions.update(id, { items: [{ id: item, price: cheap.id }], proration_behavior: 'none' })
  await advance('2027-06-02T00:00:00Z')
  expect((await invoicesOf(id))[0]).toEqual(['subscription_cycle', 799])
})

test('what a downgrade gives back becomes a credit, and pays for the next invoice', async () => {
  const { sdk } = stripe
  const { id, item, customer, advance } = await halfWay()
  const price = await priceOf(stripe, 'Mini', 199)
  const change = { items: [{ id: item, price: price.id }], proration_behavior: 'always_invoice' as const }
  await sdk.subscriptions.update(id, change)
  const [credit] = (await sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect(credit).toMatchObject({ total: -300, amount_due: 0, status: 'paid', ending_balance: -300 })
  expect(await sdk.customers.retrieve(customer.id)).toMatchObject({ balance: -300 })
  await advance('2027-05-02T00:00:00Z')
  const [next] = (await sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect(next).toMatchObject({
    total: 199,
    amount_due: 0,
    status: 'paid',
    starting_balance: -300,
    ending_balance: -101,
  })
})

test('another interval begins a new period now, with the unused time given back', async () => {
  const { sdk } = stripe
  const { id, item } = await halfWay()
  const price = await priceOf(stripe, 'Starter yearly', 7990, 'year')
  const updated = await sdk.subscriptions.update(id, { items: [{ id: item, price: price.id }] })
  expect(updated).toMatchObject({
    billing_cycle_anchor: seconds('2027-04-16T00:00:00Z'),
    items: { data: [{ current_period_end: seconds('2028-04-16T00:00:00Z') }] },
  })
  expect((await invoicesOf(id))[0]).toEqual(['subscription_update', 7590])
})

test('an inline price, a second item and a quantity are prorated as well; an item can be taken away', async () => {
  const { sdk } = stripe
  const { id, item } = await halfWay()
  const product = await sdk.products.create({ name: 'Mailbox' })
  const price_data = {
    currency: 'usd',
    product: product.id,
    unit_amount: 100,
    recurring: { interval: 'month' as const },
  }
  const added = await sdk.subscriptionItems.create({
    subscription: id,
    price_data,
    quantity: 3,
    proration_behavior: 'always_invoice',
  })
  expect((await invoicesOf(id))[0]).toEqual(['subscription_update', 150])
  await sdk.subscriptionItems.update(added.id, { quantity: 5, proration_behavior: 'always_invoice' })
  expect((await invoicesOf(id))[0]).toEqual(['subscription_update', 100])
  expect((await sdk.subscriptionItems.list({ subscription: id })).data.map((row) => row.id)).toEqual([item, added.id])
  expect(await sdk.subscriptionItems.del(added.id, { proration_behavior: 'none' })).toMatchObject({ deleted: true })
  expect(await refusalOf(sdk.subscriptionItems.del(item))).toMatchObject({ statusCode: 400, param: 'items' })
  expect(await refusalOf(sdk.subscriptionItems.retrieve(added.id))).toMatchObject({ code: 'resource_missing' })
})

test('an upgrade whose card is refused changes nothing when it is to be paid or not be', async () => {
  const { sdk } = stripe
  const { id, item, changeCard } = await halfWay()
  const price = await priceOf(stripe, 'Business', 1999)
  await changeCard(id, 'pm_card_chargeCustomerFail')
  const change = { items: [{ id: item, price: price.id }], proration_behavior: 'always_invoice' as const }
  const refusal = await refusalOf(sdk.subscriptions.update(id, { ...change, payment_behavior: 'error_if_incomplete' }))
  expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect((await sdk.subscriptions.retrieve(id)).items.data[0]?.price.unit_amount).toBe(799)
  expect(await invoicesOf(id)).toHaveLength(1)
  expect((await sdk.subscriptions.update(id, change)).status).toBe('past_due')
})

test.each([
  ['an item that is not there', { items: [{ id: 'si_x', quantity: 2 }] }, 'items[0][id]'],
  ['a price that is not there', { items: [{ price: 'price_x' }] }, 'items[0][price]'],
  ['both ways to cancel', { cancel_at_period_end: true, cancel_at: 1 }, 'cancel_at'],
  ['a proration in another period', { proration_date: 5 }, 'proration_date'],
  ['somebody else’s card', { default_payment_method: 'pm_card_visa' }, 'default_payment_method'],
  ['a coupon that is not there', { discounts: [{ coupon: 'NONE-AT-ALL' }] }, 'discounts[0][coupon]'],
])('a subscription with %s is refused', async (_name, change, param) => {
  const { id } = await halfWay()
  expect(await refusalOf(stripe.sdk.subscriptions.update(id, change))).toMatchObject({ statusCode: 400, param })
})
