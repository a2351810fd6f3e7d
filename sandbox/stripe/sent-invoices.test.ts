import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** A customer without any card, who is sent an invoice each month and has two weeks to pay it. */
async function invoiced() {
  const life = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const price = await priceOf(stripe, 'Starter', 799)
  const subscription = await stripe.sdk.subscriptions.create({
    customer: life.customer.id,
    items: [{ price: price.id }],
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  return { ...life, subscription }
}

const invoicesOf = async (subscription: string) => (await stripe.sdk.invoices.list({ subscription })).data

test('a subscription with invoices runs at once, and each of its invoices can be paid until it is due', async () => {
  const { sdk } = stripe
  const { advance, subscription } = await invoiced()
  expect(subscription).toMatchObject({ status: 'active', collection_method: 'send_invoice', days_until_due: 14 })
  await advance('2027-02-12T00:00:00Z')
  const [second, first] = await invoicesOf(subscription.id)
  expect([first?.collection_method, first?.amount_due, first?.next_payment_attempt]).toEqual([
    'send_invoice',
    799,
    null,
  ])
  expect((second?.due_date ?? 0) - (second?.effective_at ?? 0)).toBe(14 * 86_400)
  const paid = await sdk.invoices.pay(String(second?.id), { payment_method: 'pm_card_visa' })
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 799 })
})

test('an invoice that was sent is told of, and late the day after it was due; paying it puts all right', async () => {
  const { sdk } = stripe
  const { advance, customer, subscription } = await invoiced()
  const [invoice] = await invoicesOf(subscription.id)
  await sdk.invoices.sendInvoice(String(invoice?.id))
  await eventsAbout(stripe, customer.id, ['invoice.finalized', 'invoice.sent'])
  await advance('2027-01-23T00:00:00Z')
  expect((await sdk.subscriptions.retrieve(subscription.id)).status).toBe('active')
  await advance('2027-01-25T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(subscription.id)).status).toBe('past_due')
  await sdk.invoices.pay(String(invoice?.id), { paid_out_of_band: true })
  expect((await sdk.subscriptions.retrieve(subscription.id)).status).toBe('active')
})

test('a refused card on such an invoice is tried by nobody again', needs('exact moments'), async () => {
  const { sdk } = stripe
  const { advance, customer, subscription } = await invoiced()
  const [invoice] = await invoicesOf(subscription.id)
  const card = await sdk.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
  const refusal = await refusalOf(sdk.invoices.pay(String(invoice?.id), { payment_method: card.id }))
  expect(refusal.code).toBe('card_declined')
  await advance('2027-01-20T00:00:00Z')
  expect(await sdk.invoices.retrieve(String(invoice?.id))).toMatchObject({ attempt_count: 1, status: 'open' })
  expect((await sdk.subscriptions.retrieve(subscription.id)).status).toBe('active')
  expect(await sdk.customers.retrieve(customer.id)).toMatchObject({ delinquent: false })
})

test('a trial that ends with nothing to charge is simply invoiced', async () => {
  const { advance, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const price = await priceOf(stripe, 'Starter', 799)
  const made = await stripe.sdk.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    collection_method: 'send_invoice',
    days_until_due: 30,
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
  })
  await advance('2027-01-18T00:00:00Z')
  expect((await stripe.sdk.subscriptions.retrieve(made.id)).status).toBe('active')
  expect((await invoicesOf(made.id))[0]).toMatchObject({ status: 'open', amount_due: 799 })
})

test('a subscription changes between charges and invoices, and invoices are listed by their due date', async () => {
  const { sdk } = stripe
  const { subscription, advance } = await invoiced()
  const changed = await sdk.subscriptions.update(subscription.id, { collection_method: 'charge_automatically' })
  expect(changed).toMatchObject({ collection_method: 'charge_automatically', days_until_due: null })
  const back = await sdk.subscriptions.update(subscription.id, { collection_method: 'send_invoice', days_until_due: 3 })
  expect(back.days_until_due).toBe(3)
  await advance('2027-02-12T00:00:00Z')
  const due = { gte: seconds('2027-02-01T00:00:00Z'), lt: seconds('2027-02-20T00:00:00Z') }
  const listed = await sdk.invoices.list({ subscription: subscription.id, due_date: due })
  expect(listed.data.map(({ total }) => total)).toEqual([799])
})

test.each([
  ['invoices without the days to pay', { collection_method: 'send_invoice' as const }],
  ['days to pay a charge', { days_until_due: 5 }],
  ['more days than a year has', { collection_method: 'send_invoice' as const, days_until_due: 366 }],
])('a subscription with %s is refused', async (_name, params) => {
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z', 'pm_card_visa')
  const price = await priceOf(stripe, 'Starter', 799)
  const asked = stripe.sdk.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...params })
  expect(await refusalOf(asked)).toMatchObject({ statusCode: 400, param: 'days_until_due' })
})

test('an invoice that is to be charged cannot be sent', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  await sdk.invoiceItems.create({ customer: customer.id, amount: 2000, currency: 'usd' })
  const draft = await sdk.invoices.create({ customer: customer.id, pending_invoice_items_behavior: 'include' })
  expect(await refusalOf(sdk.invoices.sendInvoice(draft.id))).toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('manually send'),
  })
})
