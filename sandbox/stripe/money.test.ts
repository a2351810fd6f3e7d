import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { eventually, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const charge = (payment_method: string, changes: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.sdk.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    confirm: true,
    payment_method,
    allowed_payment_method_types: ['card'],
    ...changes,
  })

test('a test card pays at once', async () => {
  const paid = await charge('pm_card_mastercard', { description: 'Order 7', metadata: { a: 'b' } })
  expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2000, description: 'Order 7' })
  const made = await stripe.sdk.charges.retrieve(String(paid.latest_charge))
  expect(made).toMatchObject({ paid: true, payment_method_details: { card: { brand: 'mastercard', last4: '4444' } } })
})

test('a payment says where things are sent to, and its charge as well', async () => {
  const shipping = { name: 'Jenny', address: { line1: '510 Townsend St', country: 'US' }, tracking_number: '7' }
  const paid = await charge('pm_card_visa', { shipping })
  expect(paid.shipping).toMatchObject({ ...shipping, carrier: null })
  expect((await stripe.sdk.charges.retrieve(String(paid.latest_charge))).shipping).toMatchObject(shipping)
  const waiting = await stripe.sdk.paymentIntents.create({ amount: 2000, currency: 'usd', shipping })
  expect((await stripe.sdk.paymentIntents.update(waiting.id, { shipping: '' })).shipping).toBeNull()
  expect(await refusalOf(charge('pm_card_visa', { shipping: { ...shipping, name: '' } }))).toMatchObject({
    param: 'shipping[name]',
    code: 'parameter_invalid_empty',
  })
})

test.each([
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
])('%s is refused, and what was tried stays on record', async (card, code, decline_code) => {
  const refusal = await refusalOf(charge(card))
  expect(refusal).toMatchObject({ statusCode: 402, type: 'StripeCardError', code, decline_code })
  expect(refusal.payment_intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
  expect(await stripe.sdk.charges.retrieve(String(refusal.charge))).toMatchObject({
    status: 'failed',
    failure_code: code,
  })
  await eventsAbout(stripe, String(refusal.payment_intent?.id), [
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
  ])
})

test('a refused payment is answered alike when its idempotency key is used again', async () => {
  const { sdk } = stripe
  const asked = { amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa_chargeDeclined' }
  const options = { idempotencyKey: unique('refused') }
  const first = await refusalOf(sdk.paymentIntents.create(asked, options))
  const again = await refusalOf(sdk.paymentIntents.create(asked, options))
  expect(again.payment_intent?.id).toBe(first.payment_intent?.id)
})

test('money can be reserved and taken later, in part, or given back', async () => {
  const { paymentIntents, charges } = stripe.sdk
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
  const { sdk } = stripe
  const paid = await charge('pm_card_visa')
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
  await eventsAbout(stripe, paid.id, ['refund.created', 'charge.refunded'])
})

/** The dispute of a payment, as soon as its bank has opened it. */
async function disputeOf(payment_intent: string) {
  const ask = async () => (await stripe.sdk.disputes.list({ payment_intent })).data[0]
  const dispute = await eventually(ask, (found) => found !== undefined)
  if (!dispute) throw new Error('There is no dispute')
  return dispute
}

test.each([
  ['winning_evidence', 'won', 'charge.dispute.funds_reinstated'],
  ['losing_evidence', 'lost', 'charge.dispute.closed'],
] as const)('a dispute answered with %s is %s', async (uncategorized_text, status, last) => {
  const { sdk } = stripe
  const paid = await charge('pm_card_createDispute')
  const dispute = await disputeOf(paid.id)
  expect(dispute).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amount: 2000 })
  expect(await sdk.charges.retrieve(String(paid.latest_charge))).toMatchObject({ disputed: true })
  expect(await refusalOf(sdk.refunds.create({ payment_intent: paid.id }))).toMatchObject({ code: 'charge_disputed' })
  await sdk.disputes.update(dispute.id, { evidence: { uncategorized_text }, submit: true })
  await eventually(
    () => sdk.disputes.retrieve(dispute.id),
    (answered) => answered.status === status,
  )
  await eventsAbout(stripe, dispute.id, ['charge.dispute.created', last])
  expect(await refusalOf(sdk.disputes.close(dispute.id))).toMatchObject({ statusCode: 400 })
})

test('a dispute can be given up, and an inquiry takes no money', async () => {
  const { sdk } = stripe
  const paid = await charge('pm_card_createDisputeInquiry')
  const inquiry = await disputeOf(paid.id)
  expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] })
  expect((await sdk.disputes.close(inquiry.id)).status).toBe('warning_closed')
  const other = await charge('pm_card_createDispute')
  expect((await sdk.disputes.close((await disputeOf(other.id)).id)).status).toBe('lost')
})

test('yen have no minor unit: they are counted whole, in a proration too', async () => {
  const { sdk } = stripe
  expect(await charge('pm_card_visa', { amount: 50, currency: 'jpy' })).toMatchObject({ status: 'succeeded' })
  expect(await refusalOf(charge('pm_card_visa', { amount: 49 }))).toMatchObject({ code: 'amount_too_small' })
  const { customer, advance } = await customerOnClock(stripe, '2027-04-01T00:00:00Z', 'pm_card_visa')
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
