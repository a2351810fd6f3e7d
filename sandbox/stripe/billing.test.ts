import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

const latestInvoice = async (subscription: string) =>
  (await standIn.sdk.invoices.list({ subscription, limit: 1 })).data[0]

test('a renewal that fails is retried after 3, 5 and 7 days, and the subscription then canceled', async () => {
  const { sdk } = standIn
  const { advance, buy, changeCard, eventsAt } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-10T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('past_due')
  const failed = await latestInvoice(id)
  expect(failed).toMatchObject({
    status: 'open',
    attempt_count: 1,
    next_payment_attempt: seconds('2027-02-13T00:00:00Z'),
  })
  expect(await eventsAt('2027-02-10T00:00:00Z')).toEqual([
    'invoice.created',
    'invoice.finalized',
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
    'invoice.payment_failed',
    'customer.updated',
    'customer.subscription.updated',
  ])
  const attempts = ['2027-02-13', '2027-02-18', '2027-02-25']
  const counts: unknown[] = []
  for (const day of attempts) {
    await advance(`${day}T12:00:00Z`)
    const invoice = await sdk.invoices.retrieve(String(failed?.id))
    counts.push([invoice.attempt_count, invoice.next_payment_attempt])
  }
  expect(counts).toEqual([
    [2, seconds('2027-02-18T00:00:00Z')],
    [3, seconds('2027-02-25T00:00:00Z')],
    [4, null],
  ])
  const ended = await sdk.subscriptions.retrieve(id)
  expect(ended).toMatchObject({
    status: 'canceled',
    ended_at: seconds('2027-02-25T00:00:00Z'),
    cancellation_details: { reason: 'payment_failed' },
  })
  expect(await eventsAt('2027-02-25T00:00:00Z')).toContain('customer.subscription.deleted')
})

test('a better card at a retry, or paying by hand, clears a past due subscription', async () => {
  const { sdk } = standIn
  const { advance, buy, changeCard } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-10T12:00:00Z')
  await changeCard(id, 'pm_card_visa')
  await advance('2027-02-13T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('active')
  expect(await latestInvoice(id)).toMatchObject({ status: 'paid', attempt_count: 2, next_payment_attempt: null })

  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-03-10T12:00:00Z')
  const open = await latestInvoice(id)
  const refusal = await refusalOf(sdk.invoices.pay(String(open?.id)))
  expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' })
  const still = await sdk.invoices.retrieve(String(open?.id))
  expect([still.attempt_count, still.next_payment_attempt]).toEqual([1, open?.next_payment_attempt])
  const paid = await sdk.invoices.pay(String(open?.id), { payment_method: 'pm_card_visa' })
  expect(paid.status).toBe('paid')
  const [updated] = (await sdk.events.list({ type: 'customer.subscription.updated', limit: 1 })).data
  expect(updated?.data).toMatchObject({ object: { status: 'active' }, previous_attributes: { status: 'past_due' } })
  expect(await refusalOf(sdk.invoices.pay(paid.id))).toMatchObject({ code: 'invoice_already_paid' })
})

test('an unpaid subscription is what some accounts want after the last retry', async () => {
  const own = await startStandIn({ retries: { afterDays: [1], ending: 'unpaid' } })
  const { advance, buy, changeCard } = await customerOnClock(own, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-12T00:00:00Z')
  expect((await own.sdk.subscriptions.retrieve(id)).status).toBe('unpaid')
  await advance('2027-03-12T00:00:00Z')
  const [latest] = (await own.sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect([latest?.status, latest?.auto_advance]).toEqual(['draft', false])
  await changeCard(id, 'pm_card_visa')
  expect((await own.sdk.invoices.pay(String(latest?.id))).status).toBe('paid')
  expect((await own.sdk.subscriptions.retrieve(id)).status).toBe('active')
  await own.close()
})

test('a subscription whose first payment fails is incomplete, and given up after 23 hours', async () => {
  const { sdk } = standIn
  const { customer, advance, clock } = await customerOnClock(
    standIn,
    '2027-01-10T00:00:00Z',
    'pm_card_chargeCustomerFail',
  )
  const price = await priceOf(standIn, 'Starter', 799)
  const made = await sdk.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  expect(made).toMatchObject({ status: 'incomplete', test_clock: clock.id })
  await advance('2027-01-10T22:59:59Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe('incomplete')
  await advance('2027-01-10T23:00:00Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe('incomplete_expired')
  expect((await latestInvoice(made.id))?.status).toBe('void')
  const asked = { customer: customer.id, items: [{ price: price.id }] }
  expect(
    await refusalOf(sdk.subscriptions.create({ ...asked, payment_behavior: 'error_if_incomplete' })),
  ).toMatchObject({ statusCode: 402, code: 'card_declined' })
  expect((await sdk.subscriptions.list({ customer: customer.id, status: 'all' })).data).toHaveLength(1)
})

test('without anything to pay with, a subscription is refused; as default_incomplete it waits for a payment', async () => {
  const { sdk } = standIn
  const { customer } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const price = await priceOf(standIn, 'Starter', 799)
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

test('a trial costs nothing, tells three days before its end, and then renews', async () => {
  const { sdk } = standIn
  const { advance, buy, eventsAt } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy({ subscription_data: { trial_period_days: 14 } })
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({
    status: 'trialing',
    trial_end: seconds('2027-01-24T00:00:00Z'),
  })
  expect(await latestInvoice(id)).toMatchObject({ total: 0, status: 'paid' })
  await advance('2027-01-22T00:00:00Z')
  expect(await eventsAt('2027-01-21T00:00:00Z')).toEqual(['customer.subscription.trial_will_end'])
  await advance('2027-02-25T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.map(({ total, created }) => [total, created])).toEqual([
    [799, seconds('2027-02-24T00:00:00Z')],
    [799, seconds('2027-01-24T00:00:00Z')],
    [0, seconds('2027-01-10T00:00:00Z')],
  ])
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('active')
})

test.each([
  ['pause', 'paused', 'customer.subscription.paused'],
  ['cancel', 'canceled', 'customer.subscription.deleted'],
  ['create_invoice', 'past_due', 'invoice.payment_failed'],
] as const)('a trial that ends with nothing to pay with: %s', async (missing_payment_method, status, event) => {
  const { sdk } = standIn
  const { customer, advance, eventsAt } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const price = await priceOf(standIn, 'Starter', 799)
  const made = await sdk.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method } },
  })
  await advance('2027-01-17T00:00:01Z')
  expect((await sdk.subscriptions.retrieve(made.id)).status).toBe(status)
  expect(await eventsAt('2027-01-17T00:00:00Z')).toContain(event)
})

test('a cancellation at period end can be undone; otherwise it comes at that moment', async () => {
  const { sdk } = standIn
  const { advance, buy, eventsAt } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy()
  await sdk.subscriptions.update(id, { cancel_at_period_end: true })
  await sdk.subscriptions.update(id, { cancel_at_period_end: false })
  await advance('2027-02-10T00:00:01Z')
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'active', cancel_at: null })
  await sdk.subscriptions.update(id, { cancel_at: 'min_period_end' })
  await advance('2027-03-10T00:00:01Z')
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({
    status: 'canceled',
    ended_at: seconds('2027-03-10T00:00:00Z'),
  })
  expect(await eventsAt('2027-03-10T00:00:00Z')).toEqual(['customer.subscription.deleted'])
  expect((await sdk.invoices.list({ subscription: id })).data).toHaveLength(2)
})

test('collection can be paused: invoices are voided and the status stays', async () => {
  const { sdk } = standIn
  const { advance, buy } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy()
  const resumes_at = seconds('2027-02-20T00:00:00Z')
  await sdk.subscriptions.update(id, { pause_collection: { behavior: 'void', resumes_at } })
  await advance('2027-03-11T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.map(({ status }) => status)).toEqual(['paid', 'void', 'paid'])
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'active', pause_collection: null })
})

test('a paused subscription makes no invoices; resumed, it begins a new period and takes the unused time in', async () => {
  const { sdk } = standIn
  const { advance, buy } = await customerOnClock(standIn, '2027-04-01T00:00:00Z')
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

test('a coupon lasts as long as it says', async () => {
  const { sdk } = standIn
  await sdk.coupons.create({ id: 'THREE', percent_off: 50, duration: 'repeating', duration_in_months: 3 })
  const { advance, buy } = await customerOnClock(standIn, '2027-01-10T00:00:00Z')
  const id = await buy({ discounts: [{ coupon: 'THREE' }] })
  await advance('2027-05-11T00:00:00Z')
  const invoices = await sdk.invoices.list({ subscription: id })
  expect(invoices.data.toReversed().map(({ total }) => total)).toEqual([399, 399, 399, 799, 799])
  expect((await sdk.subscriptions.retrieve(id)).discounts).toEqual([])
})
