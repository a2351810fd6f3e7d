import { afterAll, beforeAll, expect, test } from 'vitest'
import { buy, eventsAbout, type OpenStripe, openStripe } from './testing/open-stripe'
import { order } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const open = (changes = {}) => stripe.sdk.checkout.sessions.create(order(changes))

test('a paid session makes one of everything, and each knows the others', async () => {
  const { sdk } = stripe
  const opened = await open({ metadata: { order_id: 'a' }, subscription_data: { metadata: { order_id: 'b' } } })
  const session = await buy(stripe, opened)
  expect(session).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    metadata: { order_id: 'a' },
    customer_details: { email: 'john@example.com', name: 'John Doe' },
  })
  const customer = await sdk.customers.retrieve(String(session.customer))
  expect(customer).toMatchObject({ email: 'john@example.com', name: 'John Doe', currency: 'usd' })
  const subscription = await sdk.subscriptions.retrieve(String(session.subscription))
  expect(subscription).toMatchObject({
    status: 'active',
    customer: customer.id,
    latest_invoice: session.invoice,
    metadata: { order_id: 'b' },
    billing_mode: { type: 'flexible' },
  })
  expect(subscription).not.toHaveProperty('current_period_end')
  const invoice = await sdk.invoices.retrieve(String(session.invoice), { expand: ['payments'] })
  expect(invoice).toMatchObject({
    status: 'paid',
    amount_paid: 799,
    amount_remaining: 0,
    billing_reason: 'subscription_create',
    number: expect.stringMatching(/^\w{8}-0001$/),
    parent: { subscription_details: { subscription: subscription.id, metadata: { order_id: 'b' } } },
    lines: { data: [{ amount: 799, period: { end: subscription.items.data[0]?.current_period_end } }] },
  })
  expect(invoice).not.toHaveProperty('subscription')
  const [payment] = (await sdk.invoicePayments.list({ invoice: invoice.id })).data
  expect(invoice.payments?.data[0]?.id).toBe(payment?.id)
  expect(payment).toMatchObject({ status: 'paid', amount_paid: 799, payment: { type: 'payment_intent' } })
  const intent = await sdk.paymentIntents.retrieve(String(payment?.payment.payment_intent))
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 799, customer: customer.id })
  const charge = await sdk.charges.retrieve(String(intent.latest_charge))
  expect(charge).toMatchObject({ paid: true, payment_intent: intent.id, payment_method: intent.payment_method })
  expect(charge).not.toHaveProperty('invoice')
  const method = await sdk.paymentMethods.retrieve(String(intent.payment_method))
  expect(method).toMatchObject({ customer: customer.id, card: { brand: 'visa', last4: '4242', exp_month: 12 } })
  expect((await sdk.customers.listPaymentMethods(customer.id)).data).toHaveLength(1)
  expect((await sdk.invoices.listLineItems(invoice.id)).data).toHaveLength(1)
  const product = await sdk.products.retrieve(String(subscription.items.data[0]?.price.product))
  expect(product).toMatchObject({ name: 'Starter', metadata: { code: 'starter' } })
  expect((await sdk.prices.list({ product: product.id })).data).toMatchObject([{ unit_amount: 799, type: 'recurring' }])

  await eventsAbout(stripe, customer.id, [
    'customer.created',
    'customer.subscription.created',
    'invoice.paid',
    'payment_intent.succeeded',
    'charge.succeeded',
    'checkout.session.completed',
  ])
  const completed = (await sdk.events.list({ types: ['checkout.session.completed'] })).data.find(
    ({ data }) => 'id' in data.object && data.object.id === session.id,
  )
  expect(completed).toMatchObject({ api_version: expect.any(String), data: { object: { payment_status: 'paid' } } })
  expect(await sdk.events.retrieve(String(completed?.id))).toMatchObject({ id: completed?.id })
})

test('a known customer keeps its id and gets a second subscription', async () => {
  const customer = await stripe.sdk.customers.create({ email: 'ann@example.com', name: 'Ann' })
  for (const number of ['0001', '0002']) {
    const opened = await open({ customer: customer.id, customer_email: undefined })
    expect(opened.customer_details?.email).toBe('ann@example.com')
    await buy(stripe, opened)
    const paid = await stripe.sdk.checkout.sessions.retrieve(opened.id, { expand: ['invoice'] })
    expect(paid.customer).toBe(customer.id)
    expect(paid.invoice).toMatchObject({ number: expect.stringMatching(new RegExp(`-${number}$`)) })
  }
  expect((await stripe.sdk.subscriptions.list({ customer: customer.id })).data).toHaveLength(2)
})
