import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, goodAccount, goodCard, order, pay, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({ settleAfterMs: 300 })
})
afterAll(() => standIn.close())

const open = (changes = {}) => standIn.sdk.checkout.sessions.create(order(changes))

/** Types of the events since this one, in the order they were made. */
async function eventTypesSince(eventId: string | undefined): Promise<string[]> {
  const page = await standIn.sdk.events.list({ limit: 100, ...(eventId ? { ending_before: eventId } : {}) })
  return page.data.map(({ type }) => type).toReversed()
}

const newestEvent = async () => (await standIn.sdk.events.list({ limit: 1 })).data[0]?.id

test('a paid session makes one of everything, and each knows the others', async () => {
  const { sdk } = standIn
  const before = await newestEvent()
  const opened = await open({ metadata: { order_id: 'a' }, subscription_data: { metadata: { order_id: 'b' } } })
  const answer = await pay(opened.url)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`http://shop.test/complete?session_id=${opened.id}`)

  const session = await sdk.checkout.sessions.retrieve(opened.id)
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
  const [product] = (await sdk.products.list({ limit: 1 })).data
  expect(product).toMatchObject({ name: 'Starter', metadata: { code: 'starter' } })
  expect((await sdk.prices.list({ product: product?.id })).data).toMatchObject([
    { unit_amount: 799, type: 'recurring' },
  ])

  expect(await eventTypesSince(before)).toEqual([
    'payment_intent.created',
    'customer.created',
    'payment_method.attached',
    'customer.subscription.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.created',
    'invoice.finalized',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'checkout.session.completed',
  ])
  const [completed] = (await sdk.events.list({ types: ['checkout.session.completed'], limit: 1 })).data
  expect(completed).toMatchObject({ api_version: '2026-10-28.endive', data: { object: { id: session.id } } })
  expect(await sdk.events.retrieve(String(completed?.id))).toMatchObject({ id: completed?.id })
})

test('a known customer keeps its id and gets a second subscription', async () => {
  const customer = await standIn.sdk.customers.create({ email: 'ann@example.com', name: 'Ann' })
  for (const number of ['0001', '0002']) {
    const opened = await open({ customer: customer.id, customer_email: undefined })
    expect(opened.customer_details?.email).toBe('ann@example.com')
    await pay(opened.url)
    const paid = await standIn.sdk.checkout.sessions.retrieve(opened.id, { expand: ['invoice'] })
    expect(paid.customer).toBe(customer.id)
    expect(paid.invoice).toMatchObject({ number: expect.stringMatching(new RegExp(`-${number}$`)) })
  }
  expect((await standIn.sdk.subscriptions.list({ customer: customer.id })).data).toHaveLength(2)
})

test('paying five times at once pays once', async () => {
  const opened = await open()
  const charges = (await standIn.sdk.charges.list({ limit: 100 })).data.length
  const answers = await Promise.all(Array.from({ length: 5 }, () => pay(opened.url)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
  expect((await standIn.sdk.charges.list({ limit: 100 })).data.length).toBe(charges + 1)
})

test.each([
  ['4000 0000 0000 0002', 'card_declined', 'generic_decline', 'Your card was declined.'],
  ['4000 0000 0000 9995', 'card_declined', 'insufficient_funds', 'insufficient funds'],
  ['4000 0000 0000 9987', 'card_declined', 'lost_card', 'Your card was declined.'],
  ['4000 0000 0000 0069', 'expired_card', undefined, 'Your card has expired.'],
  ['4000 0000 0000 0127', 'incorrect_cvc', undefined, 'security code is incorrect'],
  ['4000 0000 0000 0119', 'processing_error', undefined, 'processing your card'],
  ['4111 1111 1111 1111', 'card_declined', 'test_mode_live_card', 'test numbers only'],
])(
  'card %s is refused and leaves no customer; a good one pays after it',
  async (card_number, code, decline_code, words) => {
    const { sdk } = standIn
    const before = await newestEvent()
    const opened = await open()
    const refused = await pay(opened.url, { ...goodCard, card_number })
    const page = await refused.text()
    expect([refused.status, page.includes(words.replace("'", '&#39;'))]).toEqual([402, true])
    expect(page).toContain(`value="${card_number}"`)
    expect(page).not.toContain(`value="${goodCard.card_cvc}"`)
    expect(await eventTypesSince(before)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
    const [intent] = (await sdk.paymentIntents.list({ limit: 1 })).data
    expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
    expect(intent?.last_payment_error?.decline_code).toBe(decline_code)
    expect(await sdk.checkout.sessions.retrieve(opened.id)).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      customer: null,
      subscription: null,
    })
    expect((await pay(opened.url)).status).toBe(303)
    expect(await sdk.paymentIntents.retrieve(String(intent?.id))).toMatchObject({ status: 'succeeded' })
    expect((await sdk.charges.list({ payment_intent: String(intent?.id) })).data.map(({ status }) => status)).toEqual([
      'succeeded',
      'failed',
    ])
  },
)

test('a bank debit is unpaid at first and paid a little later', async () => {
  const { sdk } = standIn
  const before = await newestEvent()
  const opened = await open()
  expect((await pay(opened.url, goodAccount)).status).toBe(303)
  const session = await sdk.checkout.sessions.retrieve(opened.id, { expand: ['invoice'] })
  expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid', invoice: { status: 'open' } })
  await eventually(
    () => sdk.checkout.sessions.retrieve(opened.id),
    ({ payment_status }) => payment_status === 'paid',
  )
  expect(await eventTypesSince(before)).toEqual([
    'payment_intent.created',
    'customer.created',
    'payment_method.attached',
    'customer.subscription.created',
    'payment_intent.processing',
    'charge.pending',
    'invoice.created',
    'invoice.finalized',
    'checkout.session.completed',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'checkout.session.async_payment_succeeded',
  ])
})

test('a bank debit can fail a little later', async () => {
  const { sdk } = standIn
  const opened = await open()
  await pay(opened.url, { ...goodAccount, account_number: '000222222227' })
  const before = await newestEvent()
  await eventually(newestEvent, (newest) => newest !== before)
  expect(await eventTypesSince(before)).toEqual([
    'charge.failed',
    'payment_intent.payment_failed',
    'invoice.payment_failed',
    'customer.updated',
    'customer.subscription.updated',
    'checkout.session.async_payment_failed',
  ])
  const session = await sdk.checkout.sessions.retrieve(opened.id, { expand: ['subscription', 'invoice'] })
  expect(session).toMatchObject({
    payment_status: 'unpaid',
    subscription: { status: 'past_due' },
    invoice: { status: 'open', attempt_count: 1 },
  })
})

test('a session that expires takes its refused payment with it', async () => {
  const { sdk } = standIn
  const opened = await open()
  await pay(opened.url, { ...goodCard, card_number: '4000000000000002' })
  const before = await newestEvent()
  await sdk.checkout.sessions.expire(opened.id)
  expect(await eventTypesSince(before)).toEqual(['checkout.session.expired', 'payment_intent.canceled'])
  const late = await pay(String(opened.url))
  expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('has expired')])
})

test('no card number is written down', async () => {
  const { readFileSync } = await import('node:fs')
  const journal = readFileSync(`${standIn.dataDir}/journal.jsonl`, 'utf8')
  expect(journal).toContain('"last4":"4242"')
  expect(journal.replaceAll(' ', '')).not.toMatch(/4242424242424242|4000000000000002/)
})
