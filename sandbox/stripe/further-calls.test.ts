import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { buy, eventsAbout, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const idsOf = (rows: { data: { id: string }[] }) => rows.data.map(({ id }) => id)

test('a schedule is listed, and canceled together with its subscription', async () => {
  const { sdk } = stripe
  const { customer, buy } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const subscription = await buy()
  const running = await sdk.subscriptionSchedules.create({ from_subscription: subscription })
  const price = await priceOf(stripe, 'Starter', 799)
  const later = await sdk.subscriptionSchedules.create({
    customer: customer.id,
    start_date: seconds('2027-03-01T00:00:00Z'),
    phases: [{ items: [{ price: price.id }] }],
  })
  const own = { customer: customer.id }
  expect(idsOf(await sdk.subscriptionSchedules.list(own))).toEqual([later.id, running.id])
  expect(idsOf(await sdk.subscriptionSchedules.list({ ...own, scheduled: true }))).toEqual([later.id])
  expect(idsOf(await sdk.subscriptionSchedules.list({ ...own, canceled_at: { gt: 1 } }))).toEqual([])
  const canceled = await sdk.subscriptionSchedules.cancel(running.id, { prorate: false, invoice_now: false })
  expect(canceled).toMatchObject({ status: 'canceled', canceled_at: seconds('2027-01-10T00:00:00Z') })
  expect((await sdk.subscriptions.retrieve(subscription)).status).toBe('canceled')
  expect(idsOf(await sdk.subscriptionSchedules.list({ ...own, canceled_at: { gt: 1 } }))).toEqual([running.id])
  expect(await refusalOf(sdk.subscriptionSchedules.cancel(running.id))).toMatchObject({ statusCode: 400 })
  expect((await sdk.subscriptionSchedules.cancel(later.id)).status).toBe('canceled')
  await eventsAbout(stripe, running.id, ['subscription_schedule.canceled'])
  await eventsAbout(stripe, subscription, ['customer.subscription.deleted'])
})

test('an invoice item is retrieved, changed and deleted, until its invoice is made', async () => {
  const { sdk } = stripe
  const customer = (await sdk.customers.create({ email: 'ann@example.com' })).id
  const { id } = await sdk.invoiceItems.create({ customer, amount: 700, currency: 'usd', description: 'Moving' })
  const draft = await sdk.invoices.create({ customer, pending_invoice_items_behavior: 'include' })
  expect(draft.total).toBe(700)
  expect(await sdk.invoiceItems.retrieve(id)).toMatchObject({ amount: 700, invoice: draft.id, description: 'Moving' })
  const changed = await sdk.invoiceItems.update(id, { amount: 900, description: 'Moving house', metadata: { a: 'b' } })
  expect(changed).toMatchObject({ amount: 900, description: 'Moving house', metadata: { a: 'b' } })
  expect((await sdk.invoices.retrieve(draft.id)).total).toBe(900)
  const other = await sdk.invoiceItems.create({ customer, amount: 100, currency: 'usd', invoice: draft.id })
  expect(await sdk.invoiceItems.del(other.id)).toMatchObject({ id: other.id, deleted: true })
  expect(await refusalOf(sdk.invoiceItems.retrieve(other.id))).toMatchObject({ code: 'resource_missing' })
  expect((await sdk.invoices.finalizeInvoice(draft.id)).total).toBe(900)
  expect(await refusalOf(sdk.invoiceItems.update(id, { amount: 1 }))).toMatchObject({ statusCode: 400 })
  expect(await refusalOf(sdk.invoiceItems.del(id))).toMatchObject({ statusCode: 400 })
})

test('a refund is retrieved, listed by what it gives back, and noted on', async () => {
  const { sdk } = stripe
  const pay = { amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' }
  const intent = await sdk.paymentIntents.create({ ...pay, allowed_payment_method_types: ['card'] })
  const first = await sdk.refunds.create({ payment_intent: intent.id, amount: 500 })
  const second = await sdk.refunds.create({ payment_intent: intent.id, amount: 300, reason: 'duplicate' })
  expect(await sdk.refunds.retrieve(first.id)).toMatchObject({ amount: 500, payment_intent: intent.id })
  expect(idsOf(await sdk.refunds.list({ payment_intent: intent.id }))).toEqual([second.id, first.id])
  expect(idsOf(await sdk.refunds.list({ charge: String(intent.latest_charge), limit: 1 }))).toEqual([second.id])
  const noted = await sdk.refunds.update(first.id, { metadata: { ticket: '12' } })
  expect(noted.metadata).toEqual({ ticket: '12' })
  expect((await sdk.refunds.update(first.id, { metadata: '' })).metadata).toEqual({})
  expect(await refusalOf(sdk.refunds.retrieve('re_none'))).toMatchObject({ statusCode: 404, code: 'resource_missing' })
})

test('products are listed by their ids and by whether they are sold', async () => {
  const { sdk } = stripe
  const [sold, old] = [
    await sdk.products.create({ name: 'A' }),
    await sdk.products.create({ name: 'B', active: false }),
  ]
  const ids = [sold.id, old.id]
  expect(idsOf(await sdk.products.list({ ids }))).toEqual([old.id, sold.id])
  expect(idsOf(await sdk.products.list({ ids, active: true }))).toEqual([sold.id])
  expect(idsOf(await sdk.products.list({ ids, active: false }))).toEqual([old.id])
  expect(idsOf(await sdk.products.list({ ids, limit: 1, starting_after: old.id }))).toEqual([sold.id])
  expect(idsOf(await sdk.products.list({ ids, created: { gt: sold.created + 1000 } }))).toEqual([])
})

test('a setup intent is given its customer and its card before it is confirmed', async () => {
  const { sdk } = stripe
  const customer = (await sdk.customers.create()).id
  const { id } = await sdk.setupIntents.create({ allowed_payment_method_types: ['card'] })
  const updated = await sdk.setupIntents.update(id, {
    customer,
    payment_method: 'pm_card_visa',
    description: 'For renewals',
    metadata: { a: 'b' },
  })
  expect(updated).toMatchObject({ customer, status: 'requires_confirmation', description: 'For renewals' })
  expect(updated.metadata).toEqual({ a: 'b' })
  expect((await sdk.setupIntents.confirm(id)).status).toBe('succeeded')
  expect((await sdk.paymentMethods.list({ customer })).data).toHaveLength(1)
  expect(await refusalOf(sdk.setupIntents.update(id, { description: 'Late' }))).toMatchObject({ statusCode: 400 })
})

test('an invoice is noted on as long as it lives, and its words are changed as long as it is a draft', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z', 'pm_card_visa')
  await sdk.invoiceItems.create({ customer: customer.id, amount: 700, currency: 'usd' })
  const { id } = await sdk.invoices.create({ customer: customer.id, pending_invoice_items_behavior: 'include' })
  const words = { description: 'With thanks', footer: 'Ltd.' }
  expect(await sdk.invoices.update(id, { ...words, auto_advance: true })).toMatchObject({
    ...words,
    auto_advance: true,
  })
  await sdk.invoices.finalizeInvoice(id, { auto_advance: false })
  expect(await refusalOf(sdk.invoices.update(id, { footer: 'Inc.' }))).toMatchObject({ statusCode: 400 })
  const noted = await sdk.invoices.update(id, { metadata: { order: '7' } })
  expect(noted).toMatchObject({ status: 'open', metadata: { order: '7' }, footer: 'Ltd.' })
  await eventsAbout(stripe, id, ['invoice.updated'])
})

test('a meter is retrieved', async () => {
  const { meters } = stripe.sdk.billing
  const made = await meters.create({
    display_name: 'Traffic',
    event_name: unique('traffic'),
    default_aggregation: { formula: 'sum' },
  })
  expect(await meters.retrieve(made.id)).toMatchObject({ id: made.id, status: 'active', display_name: 'Traffic' })
  expect(await refusalOf(meters.retrieve('mtr_none'))).toMatchObject({ statusCode: 404 })
})

test('the payment of an invoice is retrieved, and found by what it was paid with', async () => {
  const { sdk } = stripe
  const paid = await buy(stripe, await sdk.checkout.sessions.create(order()))
  const [payment] = (await sdk.invoicePayments.list({ invoice: String(paid.invoice) })).data
  const found = await sdk.invoicePayments.retrieve(String(payment?.id))
  expect(found).toMatchObject({ invoice: paid.invoice, status: 'paid', amount_paid: 799, is_default: true })
  const payment_intent = String(found.payment.payment_intent)
  const by = { payment: { type: 'payment_intent' as const, payment_intent } }
  expect(idsOf(await sdk.invoicePayments.list(by))).toEqual([found.id])
  expect(idsOf(await sdk.invoicePayments.list({ ...by, status: 'open' }))).toEqual([])
})

test('subscriptions are found by price, time, period, collection, clock and end', async () => {
  const { sdk } = stripe
  const { customer, clock, advance } = await customerOnClock(stripe, '2027-01-10T00:00:00Z', 'pm_card_visa')
  const [starter, business] = [await priceOf(stripe, 'Starter', 799), await priceOf(stripe, 'Business', 1999)]
  const first = await sdk.subscriptions.create({ customer: customer.id, items: [{ price: starter.id }] })
  await advance('2027-01-20T00:00:00Z')
  const second = await sdk.subscriptions.create({
    customer: customer.id,
    items: [{ price: business.id }],
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  const found = async (by: Parameters<typeof sdk.subscriptions.list>[0]) =>
    idsOf(await sdk.subscriptions.list({ customer: customer.id, ...by }))
  const [day10, day20] = [seconds('2027-01-10T00:00:00Z'), seconds('2027-01-20T00:00:00Z')]
  expect(await found({})).toEqual([second.id, first.id])
  expect(await found({ price: starter.id })).toEqual([first.id])
  expect(await found({ created: { gte: day20 } })).toEqual([second.id])
  expect(await found({ created: day10 })).toEqual([first.id])
  expect(await found({ current_period_start: { lt: day20 } })).toEqual([first.id])
  expect(await found({ current_period_end: { gt: seconds('2027-02-10T00:00:00Z') } })).toEqual([second.id])
  expect(await found({ collection_method: 'send_invoice' })).toEqual([second.id])
  expect(await found({ test_clock: clock.id, customer: undefined })).toEqual([second.id, first.id])
  expect(await found({ customer: undefined })).not.toContain(first.id)
  expect(await found({ status: 'ended' })).toEqual([])
  await sdk.subscriptions.cancel(first.id)
  expect(await found({ status: 'ended' })).toEqual([first.id])
  expect(await found({ status: 'active' })).toEqual([second.id])
  expect(await found({ status: 'all' })).toEqual([second.id, first.id])
  expect(await refusalOf(sdk.subscriptions.list({ test_clock: 'clock_none' }))).toMatchObject({ param: 'test_clock' })
})
