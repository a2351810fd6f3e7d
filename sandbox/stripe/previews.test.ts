import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const linesOf = (invoice: { lines: { data: { amount: number }[] } }) => invoice.lines.data.map(({ amount }) => amount)

test('a subscription that is not there yet is previewed, and nothing of it stays', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const price = await priceOf(stripe, 'Starter', 799)
  const coupon = await sdk.coupons.create({ percent_off: 50, duration: 'once' })
  const items = [{ price: price.id, quantity: 2 }]
  const asked = { customer: customer.id, subscription_details: { items } }
  const preview = await sdk.invoices.createPreview({ ...asked, discounts: [{ coupon: coupon.id }] })
  expect(preview).toMatchObject({ total: 799, subtotal: 1598, billing_reason: 'subscription_create', currency: 'usd' })
  expect(preview.lines.data[0]?.period).toEqual({
    start: seconds('2027-01-10T00:00:00Z'),
    end: seconds('2027-02-10T00:00:00Z'),
  })
  const trial_end = seconds('2027-01-24T00:00:00Z')
  const tried = { customer: customer.id, subscription_details: { items, trial_end } }
  expect((await sdk.invoices.createPreview(tried)).total).toBe(0)
  expect((await sdk.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([])
  expect((await sdk.coupons.retrieve(coupon.id)).times_redeemed).toBe(0)
  const euros = sdk.invoices.createPreview({ ...asked, currency: 'eur' })
  expect(await refusalOf(euros)).toMatchObject({ statusCode: 400, param: 'currency' })
})

test('further items are previewed on the next invoice, on a change and without a subscription', async () => {
  const { sdk } = stripe
  const { customer, buy, advance } = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const subscription = await buy()
  await advance('2027-04-16T00:00:00Z')
  const product = await sdk.products.create({ name: 'Moving house' })
  const price_data = { currency: 'usd', product: product.id, unit_amount: 2500 }
  const invoice_items = [{ amount: 100 }, { unit_amount: 30, quantity: 3 }, { price_data }]
  expect(linesOf(await sdk.invoices.createPreview({ subscription, invoice_items }))).toEqual([100, 90, 2500, 799])
  const item = (await sdk.subscriptions.retrieve(subscription)).items.data[0]?.id
  const price = await priceOf(stripe, 'Business', 1999)
  const subscription_details = {
    items: [{ id: String(item), price: price.id }],
    proration_behavior: 'always_invoice' as const,
  }
  const change = { subscription, subscription_details, invoice_items: [{ amount: 100 }] }
  expect(linesOf(await sdk.invoices.createPreview(change))).toEqual([100, -400, 1000])
  await sdk.invoiceItems.create({ customer: customer.id, amount: 700, currency: 'usd' })
  await sdk.invoiceItems.create({ customer: customer.id, amount: 900, currency: 'eur' })
  const alone = { customer: customer.id, invoice_items: [{ amount: 5, currency: 'eur' }] }
  expect(linesOf(await sdk.invoices.createPreview({ ...alone, currency: 'eur' }))).toEqual([900, 5])
  expect(linesOf(await sdk.invoices.createPreview({ ...alone, currency: 'usd' }))).toEqual([700])
  expect((await sdk.invoiceItems.list({ customer: customer.id })).data).toHaveLength(2)
})

test('a schedule is previewed as it stands, as it is to be, and before there is one', async () => {
  const { sdk } = stripe
  const { customer, buy, advance } = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const subscription = await buy()
  await advance('2027-04-16T00:00:00Z')
  const schedule = await sdk.subscriptionSchedules.create({ from_subscription: subscription })
  const [mini, business] = [await priceOf(stripe, 'Mini', 199), await priceOf(stripe, 'Business', 1999)]
  const [now] = schedule.phases
  const present = { items: [{ price: String(now?.items[0]?.price) }], start_date: now?.start_date }
  const next = { ...present, end_date: now?.end_date }
  const preview = (schedule_details: Stripe.InvoiceCreatePreviewParams.ScheduleDetails) =>
    sdk.invoices.createPreview({ schedule: schedule.id, schedule_details })
  expect((await sdk.invoices.createPreview({ schedule: schedule.id })).total).toBe(799)
  expect((await preview({ phases: [next, { items: [{ price: mini.id }] }] })).total).toBe(199)
  const atOnce = {
    phases: [{ ...next, items: [{ price: business.id }] }],
    proration_behavior: 'always_invoice' as const,
  }
  expect(linesOf(await preview(atOnce))).toEqual([-400, 1000])
  expect((await sdk.subscriptionSchedules.retrieve(schedule.id)).phases).toHaveLength(1)
  const details = { phases: [{ items: [{ price: business.id }] }] }
  expect((await sdk.invoices.createPreview({ customer: customer.id, schedule_details: details })).total).toBe(1999)
  const later = await sdk.subscriptionSchedules.create({
    customer: customer.id,
    start_date: seconds('2027-06-01T00:00:00Z'),
    ...details,
  })
  const first = await sdk.invoices.createPreview({ schedule: later.id })
  expect([first.total, first.created]).toEqual([1999, seconds('2027-06-01T00:00:00Z')])
  expect((await sdk.subscriptions.list({ customer: customer.id })).data).toHaveLength(1)
})

test.each([
  [{}, 'customer'],
  [{ subscription: 'sub_x', schedule: 'sub_sched_x' }, 'schedule'],
  [{ subscription: 'sub_x', schedule_details: {} }, 'subscription'],
  [{ schedule: 'sub_sched_x' }, 'schedule'],
  [{ subscription: 'sub_x' }, 'subscription'],
])('a preview of %j is refused', async (asked, param) => {
  expect(await refusalOf(stripe.sdk.invoices.createPreview(asked))).toMatchObject({ statusCode: 400, param })
})

test('an item of a preview that is no item is refused by its own name', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const nothing = sdk.invoices.createPreview({ customer: customer.id, invoice_items: [{ description: 'Nothing' }] })
  expect(await refusalOf(nothing)).toMatchObject({ param: 'invoice_items[0][amount]' })
  const unknown = sdk.invoices.createPreview({ customer: customer.id, invoice_items: [{ price: 'price_none' }] })
  expect(await refusalOf(unknown)).toMatchObject({ param: 'invoice_items[0][price]' })
})
