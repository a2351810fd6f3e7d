import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const latestInvoice = async (subscription: string) =>
  (await stripe.sdk.invoices.list({ subscription, limit: 1 })).data[0]

test('a renewal that failed is paid by hand, and the subscription is active again', async () => {
  const { sdk } = stripe
  const { advance, buy, changeCard, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-10T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('past_due')
  const open = await latestInvoice(id)
  const refusal = await refusalOf(sdk.invoices.pay(String(open?.id)))
  expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' })
  const still = await sdk.invoices.retrieve(String(open?.id))
  expect([still.attempt_count, still.next_payment_attempt]).toEqual([1, open?.next_payment_attempt])
  const paid = await sdk.invoices.pay(String(open?.id), { payment_method: 'pm_card_visa' })
  expect(paid.status).toBe('paid')
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('active')
  await eventsAbout(stripe, customer.id, ['invoice.payment_failed', 'invoice.paid', 'customer.subscription.updated'])
  expect(await refusalOf(sdk.invoices.pay(paid.id))).toMatchObject({ code: 'invoice_already_paid' })
})

test('a subscription whose first payment fails is incomplete, and given up after 23 hours', async () => {
  const { sdk } = stripe
  const { customer, advance, clock } = await customerOnClock(
    stripe,
    '2027-01-10T00:00:00Z',
    'pm_card_chargeCustomerFail',
  )
  const price = await priceOf(stripe, 'Starter', 799)
  const made = await sdk.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect(made).toMatchObject({ status: 'incomplete', test_clock: clock.id })
  await advance('2027-01-10T22:59:00Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe('incomplete')
  await advance('2027-01-10T23:05:00Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe('incomplete_expired')
  expect((await latestInvoice(made.id))?.status).toBe('void')
  const asked = { customer: customer.id, items: [{ price: price.id }] }
  expect(
    await refusalOf(sdk.subscriptions.create({ ...asked, payment_behavior: 'error_if_incomplete' })),
  ).toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect((await sdk.subscriptions.list({ customer: customer.id, status: 'all' })).data).toHaveLength(1)
})

test('without anything to pay with, a subscription is refused; as default_incomplete it waits for a payment', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const price = await priceOf(stripe, 'Starter', 799)
  const items = [{ price: price.id, quantity: 2 }]
  const refusal = await refusalOf(sdk.subscriptions.create({ customer: customer.id, items }))
  expect([refusal.statusCode, refusal.code]).toEqual([400, 'resource_missing'])
  const made = await sdk.subscriptions.create({
    customer: customer.id,
    items,
    payment_behavior: 'default_incomplete',
    payment_settings: { save_default_payment_method: 'on_subscription' },
    expand: ['latest_invoice.payments'],
  })
  expect(made).toMatchObject({ status: 'incomplete', latest_invoice: { amount_due: 1598, status: 'open' } })
  const [payment] = (
    await sdk.invoicePayments.list({ invoice: typeof made.latest_invoice === 'object' ? made.latest_invoice?.id : '' })
  ).data
  const method = await sdk.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await sdk.paymentIntents.confirm(String(payment?.payment.payment_intent), { payment_method: method.id })
  expect(await sdk.subscriptions.retrieve(made.id)).toMatchObject({
    status: 'active',
    default_payment_method: method.id,
  })
})

test('a trial costs nothing, tells that it ends, and then renews', async () => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy({ subscription_data: { trial_period_days: 14 } })
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({
    status: 'trialing',
    trial_end: seconds('2027-01-24T00:00:00Z'),
  })
  expect(await latestInvoice(id)).toMatchObject({ total: 0, status: 'paid' })
  await advance('2027-01-22T00:00:00Z')
  await eventsAbout(stripe, customer.id, ['customer.subscription.trial_will_end'])
  await advance('2027-02-25T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.map(({ total }) => total)).toEqual([799, 799, 0])
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('active')
})

test('each step of a trial comes at its own moment', needs('exact moments'), async () => {
  const { advance, buy, eventsAt } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy({ subscription_data: { trial_period_days: 14 } })
  await advance('2027-02-25T00:00:00Z')
  expect(await eventsAt('2027-01-21T00:00:00Z')).toEqual(['customer.subscription.trial_will_end'])
  const invoices = await stripe.sdk.invoices.list({ subscription: id })
  expect(invoices.data.map(({ created }) => created)).toEqual(
    ['2027-02-24T00:00:00Z', '2027-01-24T00:00:00Z', '2027-01-10T00:00:00Z'].map(seconds),
  )
})

test.each([
  ['pause', 'paused', 'customer.subscription.paused'],
  ['cancel', 'canceled', 'customer.subscription.deleted'],
  ['create_invoice', 'past_due', 'invoice.payment_failed'],
] as const)('a trial that ends with nothing to pay with: %s', async (missing_payment_method, status, event) => {
  const { sdk } = stripe
  const { customer, advance } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const price = await priceOf(stripe, 'Starter', 799)
  const made = await sdk.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method } },
  })
  await advance('2027-01-17T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe(status)
  await eventsAbout(stripe, customer.id, [event])
})

test('a cancellation at period end can be undone; otherwise it comes at that moment', async () => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  await sdk.subscriptions.update(id, { cancel_at_period_end: true })
  await sdk.subscriptions.update(id, { cancel_at_period_end: false })
  await advance('2027-02-10T12:00:00Z')
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'active', cancel_at: null })
  await sdk.subscriptions.update(id, { cancel_at: 'min_period_end' })
  await advance('2027-03-10T12:00:00Z')
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({
    status: 'canceled',
    ended_at: seconds('2027-03-10T00:00:00Z'),
  })
  await eventsAbout(stripe, customer.id, ['customer.subscription.deleted'])
  expect((await sdk.invoices.list({ subscription: id })).data).toHaveLength(2)
})

test('collection can be paused: invoices are voided and the status stays', async () => {
  const { sdk } = stripe
  const { advance, buy } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  const resumes_at = seconds('2027-02-20T00:00:00Z')
  await sdk.subscriptions.update(id, { pause_collection: { behavior: 'void', resumes_at } })
  await advance('2027-03-11T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.map(({ status }) => status)).toEqual(['paid', 'void', 'paid'])
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pause_collection: null })
})

test('a paused subscription makes no invoices; resumed, it begins a new period and takes the unused time in', async () => {
  const { sdk } = stripe
  const { advance, buy } = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await buy()
  await advance('2027-04-16T00:00:00Z')
  expect(await sdk.subscriptions.pause(id)).toMatchObject({
    status: 'paused',
    status_details: { paused: { subscription: { type: 'pause_requested' } } },
  })
  await advance('2027-07-01T00:00:00Z')
  expect((await sdk.invoices.list({ subscription: id })).data).toHaveLength(1)
  const resumed = await sdk.subscriptions.resume(id)
  expect(resumed).toMatchObject({ status: 'active', billing_cycle_anchor: seconds('2027-07-01T00:00:00Z') })
  expect(await latestInvoice(id)).toMatchObject({ status: 'paid', total: 799 - 400 })
  expect(await refusalOf(sdk.subscriptions.resume(id))).toMatchObject({ code: 'subscription_not_paused' })
})

const halfOff = { percent_off: 50 }
const threeOff = { amount_off: 300, currency: 'usd' }

test.each([
  ['once', halfOff, {}, [399, 799, 799, 799, 799]],
  ['repeating', halfOff, { duration_in_months: 3 }, [399, 399, 399, 799, 799]],
  ['forever', halfOff, {}, [399, 399, 399, 399, 399]],
  ['once', threeOff, {}, [499, 799, 799, 799, 799]],
  ['repeating', threeOff, { duration_in_months: 3 }, [499, 499, 499, 799, 799]],
  ['forever', threeOff, {}, [499, 499, 499, 499, 499]],
] as const)('a coupon lasts as long as it says: %s, %j', async (duration, off, more, totals) => {
  const { sdk } = stripe
  const { id: coupon } = await sdk.coupons.create({ id: unique('OFF'), ...off, duration, ...more })
  const { advance, buy } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy({ discounts: [{ coupon }] })
  await advance('2027-05-11T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.toReversed().map(({ total }) => total)).toEqual(totals)
  const discounted = invoices.data.toReversed().map((row) => row.total_discount_amounts?.[0]?.amount ?? 0)
  expect(discounted).toEqual(totals.map((total) => 799 - total))
  expect((await sdk.subscriptions.retrieve(id)).discounts).toHaveLength(duration === 'forever' ? 1 : 0)
})
