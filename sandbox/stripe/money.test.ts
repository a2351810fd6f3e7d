import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock } from './testing/on-a-clock'
import { goodCard, order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

const charge = (payment_method: string, changes: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  standIn.sdk.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    confirm: true,
    payment_method,
    allowed_payment_method_types: ['card'],
    ...changes,
  })

const typesSince = async (event: string | undefined) => {
  const events = await standIn.sdk.events.list({ limit: 100, ...(event ? { ending_before: event } : {}) })
  return events.data.toReversed().map(({ type }) => type)
}
const newestEvent = async () => (await standIn.sdk.events.list({ limit: 1 })).data[0]?.id

test('a test card pays at once', async () => {
  const paid = await charge('pm_card_mastercard', { description: 'Order 7', metadata: { a: 'b' } })
  expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2000, description: 'Order 7' })
  const made = await standIn.sdk.charges.retrieve(String(paid.latest_charge))
  expect(made).toMatchObject({ paid: true, payment_method_details: { card: { brand: 'mastercard', last4: '4444' } } })
})

test.each([
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
])('%s is refused, and what was tried stays on record', async (card, code, decline_code) => {
  const before = await newestEvent()
  const refusal = await refusalOf(charge(card))
  expect(refusal).toMatchObject({ statusCode: 402, type: 'StripeCardError', code, decline_code })
  expect(refusal.payment_intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
  expect(await standIn.sdk.charges.retrieve(String(refusal.charge))).toMatchObject({
    status: 'failed',
    failure_code: code,
  })
  expect(await typesSince(before)).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'])
})

test('a refused payment is answered alike when its idempotency key is used again', async () => {
  const { sdk } = standIn
  const asked = { amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa_chargeDeclined' }
  const first = await refusalOf(sdk.paymentIntents.create(asked, { idempotencyKey: 'refused-once' }))
  const again = await refusalOf(sdk.paymentIntents.create(asked, { idempotencyKey: 'refused-once' }))
  expect(again.payment_intent?.id).toBe(first.payment_intent?.id)
})

test('a declined card cannot be attached; one that fails later can', async () => {
  const { sdk } = standIn
  const customer = await sdk.customers.create({ name: 'Ann' })
  const refusal = await refusalOf(sdk.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: customer.id }))
  expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined' })
  const method = await sdk.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
  expect(method).toMatchObject({ customer: customer.id, card: { last4: '0341' } })
  const updated = await sdk.paymentMethods.update(method.id, {
    billing_details: { name: 'Ann B' },
    metadata: { a: 'b' },
  })
  expect(updated).toMatchObject({ billing_details: { name: 'Ann B' }, metadata: { a: 'b' } })
  expect((await sdk.paymentMethods.detach(method.id)).customer).toBeNull()
  expect((await sdk.paymentMethods.list({ customer: customer.id })).data).toEqual([])
  expect(await refusalOf(sdk.paymentMethods.detach(method.id))).toMatchObject({ statusCode: 400 })
})

test.each([
  [{ type: 'card' as const, card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' } }, '4242'],
  [{ type: 'card' as const, card: { token: 'tok_visa' } }, '4242'],
  [{ type: 'sepa_debit' as const, sepa_debit: { iban: 'AT611904300234573201' } }, '3201'],
  [
    {
      type: 'us_bank_account' as const,
      us_bank_account: { account_number: '000123456789', routing_number: '110000000' },
    },
    '6789',
  ],
])('a payment method is made of %j', async (params, last4) => {
  const method = await standIn.sdk.paymentMethods.create(params)
  expect(method[params.type]).toMatchObject({ last4 })
})

test('a payment method of no test number is refused', async () => {
  const { paymentMethods } = standIn.sdk
  const card = { number: '4111111111111111', exp_month: 12, exp_year: 2040 }
  expect(await refusalOf(paymentMethods.create({ type: 'card', card }))).toMatchObject({ statusCode: 402 })
  const iban = paymentMethods.create({ type: 'sepa_debit', sepa_debit: { iban: 'XX00' } })
  expect(await refusalOf(iban)).toMatchObject({ statusCode: 400, param: 'sepa_debit[iban]' })
})

test('money can be reserved and taken later, in part, or given back', async () => {
  const { paymentIntents, charges } = standIn.sdk
  const reserved = await charge('pm_card_visa', { capture_method: 'manual' })
  expect(reserved).toMatchObject({ status: 'requires_capture', amount_capturable: 2000, amount_received: 0 })
  expect(await refusalOf(paymentIntents.capture(reserved.id, { amount_to_capture: 2001 }))).toMatchObject({
    code: 'amount_too_large',
  })
  expect(await paymentIntents.capture(reserved.id, { amount_to_capture: 1500 })).toMatchObject({
    status: 'succeeded',
    amount_received: 1500,
  })
  expect(await charges.retrieve(String(reserved.latest_charge))).toMatchObject({
    captured: true,
    amount_captured: 1500,
  })
  const other = await charge('pm_card_visa', { capture_method: 'manual' })
  expect((await paymentIntents.cancel(other.id, { cancellation_reason: 'duplicate' })).status).toBe('canceled')
  expect(await refusalOf(paymentIntents.capture(other.id))).toMatchObject({ code: 'payment_intent_unexpected_state' })
})

test('a charge is refunded in part, then whole, and never more', async () => {
  const { sdk } = standIn
  const paid = await charge('pm_card_visa')
  const before = await newestEvent()
  const part = await sdk.refunds.create({ payment_intent: paid.id, amount: 500, reason: 'requested_by_customer' })
  expect(part).toMatchObject({ status: 'succeeded', amount: 500, charge: paid.latest_charge })
  expect(await sdk.charges.retrieve(String(paid.latest_charge))).toMatchObject({
    amount_refunded: 500,
    refunded: false,
  })
  const tooMuch = sdk.refunds.create({ charge: String(paid.latest_charge), amount: 1501 })
  expect(await refusalOf(tooMuch)).toMatchObject({ statusCode: 400, param: 'amount' })
  expect((await sdk.refunds.create({ charge: String(paid.latest_charge) })).amount).toBe(1500)
  const whole = await sdk.charges.retrieve(String(paid.latest_charge), { expand: ['refunds'] })
  expect([whole.refunded, whole.refunds?.data.length]).toEqual([true, 2])
  expect(await refusalOf(sdk.refunds.create({ payment_intent: paid.id }))).toMatchObject({
    code: 'charge_already_refunded',
  })
  expect(await typesSince(before)).toEqual(['refund.created', 'charge.refunded', 'refund.created', 'charge.refunded'])
})

test.each([
  ['winning_evidence', 'won', 'charge.dispute.funds_reinstated'],
  ['losing_evidence', 'lost', 'charge.dispute.closed'],
])('a dispute answered with %s is %s', async (uncategorized_text, status, last) => {
  const { sdk } = standIn
  const paid = await charge('pm_card_createDispute')
  const [dispute] = (await sdk.disputes.list({ payment_intent: paid.id })).data
  expect(dispute).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amount: 2000 })
  expect(await sdk.charges.retrieve(String(paid.latest_charge))).toMatchObject({ disputed: true })
  expect(await refusalOf(sdk.refunds.create({ payment_intent: paid.id }))).toMatchObject({ code: 'charge_disputed' })
  const answered = await sdk.disputes.update(String(dispute?.id), { evidence: { uncategorized_text } })
  expect(answered.status).toBe(status)
  expect((await typesSince(undefined)).at(-1)).toBe(last)
  expect(await refusalOf(sdk.disputes.close(answered.id))).toMatchObject({ statusCode: 400 })
})

test('a dispute can be given up, and an inquiry takes no money', async () => {
  const { sdk } = standIn
  const paid = await charge('pm_card_createDisputeInquiry')
  const [inquiry] = (await sdk.disputes.list({ payment_intent: paid.id })).data
  expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] })
  expect((await sdk.disputes.close(String(inquiry?.id))).status).toBe('warning_closed')
  const other = await charge('pm_card_createDispute')
  const [dispute] = (await sdk.disputes.list({ payment_intent: other.id })).data
  expect((await sdk.disputes.close(String(dispute?.id))).status).toBe('lost')
})

test('3-D Secure leaves a payment waiting for its customer', async () => {
  const { sdk } = standIn
  const waiting = await charge('pm_card_threeDSecure2Required', { return_url: 'http://shop.test/back' })
  expect(waiting).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { url: `${standIn.url}/3ds/${waiting.id}` } },
  })
  const offSession = charge('pm_card_threeDSecure2Required', { off_session: true })
  expect(await refusalOf(offSession)).toMatchObject({ statusCode: 402, code: 'authentication_required' })
  const session = await sdk.checkout.sessions.create(order())
  const answer = await pay(session.url, { ...goodCard, card_number: '4000000000003220' })
  expect(answer.headers.get('location')).toMatch(/\/3ds\/pi_/)
  expect((await sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
})

test('a setup intent keeps a card for later; a refused card stays out', async () => {
  const { sdk } = standIn
  const customer = await sdk.customers.create({ name: 'Ann' })
  const kept = await sdk.setupIntents.create({ customer: customer.id, payment_method: 'pm_card_visa', confirm: true })
  expect(kept).toMatchObject({ status: 'succeeded', usage: 'off_session' })
  expect(await sdk.paymentMethods.retrieve(String(kept.payment_method))).toMatchObject({ customer: customer.id })
  const open = await sdk.setupIntents.create({ customer: customer.id })
  const refusal = await refusalOf(sdk.setupIntents.confirm(open.id, { payment_method: 'pm_card_visa_chargeDeclined' }))
  expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined', setup_intent: { id: open.id } })
  expect((await sdk.setupIntents.cancel(open.id)).status).toBe('canceled')
  expect(await refusalOf(sdk.setupIntents.confirm(open.id))).toMatchObject({ code: 'setup_intent_unexpected_state' })
  expect((await sdk.setupIntents.list({ customer: customer.id })).data).toHaveLength(2)
  const asked = await sdk.setupIntents.create({
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    confirm: true,
  })
  expect(asked.next_action?.redirect_to_url?.url).toBe(`${standIn.url}/3ds/${asked.id}`)
})

test('yen have no minor unit: they are counted whole, in a proration too', async () => {
  const { sdk } = standIn
  expect(await charge('pm_card_visa', { amount: 50, currency: 'jpy' })).toMatchObject({ status: 'succeeded' })
  expect(await refusalOf(charge('pm_card_visa', { amount: 49 }))).toMatchObject({ code: 'amount_too_small' })
  const { customer, advance } = await customerOnClock(standIn, '2027-04-01T00:00:00Z', 'pm_card_visa')
  const { id: product } = await sdk.products.create({ name: 'Starter' })
  const recurring = { interval: 'month' as const }
  const [low, high] = await Promise.all(
    [1201, 2400].map((unit_amount) => sdk.prices.create({ product, currency: 'jpy', unit_amount, recurring })),
  )
  const made = await sdk.subscriptions.create({ customer: customer.id, items: [{ price: String(low?.id) }] })
  await advance('2027-04-16T00:00:00Z')
  await sdk.subscriptions.update(made.id, {
    items: [{ id: String(made.items.data[0]?.id), price: String(high?.id) }],
    proration_behavior: 'always_invoice',
  })
  const [invoice] = (await sdk.invoices.list({ subscription: made.id, limit: 1 })).data
  expect([invoice?.currency, invoice?.total]).toEqual(['jpy', 1200 - 601])
})
