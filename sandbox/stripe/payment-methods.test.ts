import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { goodCard, order, pay, refusalOf } from './testing/stand-in'

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

test('a declined card cannot be attached; one that fails later can', async () => {
  const { sdk } = stripe
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
  const method = await stripe.sdk.paymentMethods.create(params)
  expect(method[params.type]).toMatchObject({ last4 })
})

test('a card is made of a test number, and of no other', needs('card numbers'), async () => {
  const { paymentMethods } = stripe.sdk
  const expiry = { exp_month: 12, exp_year: 2040 }
  const made = await paymentMethods.create({ type: 'card', card: { number: '4242424242424242', ...expiry } })
  expect(made.card).toMatchObject({ last4: '4242', ...expiry })
  const other = paymentMethods.create({ type: 'card', card: { number: '4111111111111111', ...expiry } })
  expect(await refusalOf(other)).toMatchObject({ statusCode: 402 })
})

test('an account number that is none is refused', async () => {
  const iban = stripe.sdk.paymentMethods.create({ type: 'sepa_debit', sepa_debit: { iban: 'XX00' } })
  expect(await refusalOf(iban)).toMatchObject({ statusCode: 400, param: 'sepa_debit[iban]' })
})

test('3-D Secure leaves a payment waiting for its customer', async () => {
  const waiting = await charge('pm_card_threeDSecure2Required', { return_url: 'http://shop.test/back' })
  expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
  const offSession = charge('pm_card_threeDSecure2Required', { off_session: true })
  expect(await refusalOf(offSession)).toMatchObject({ statusCode: 402, code: 'authentication_required' })
})

test('3-D Secure leads to the bank from the payment page, a payment and a setup', needs('a page'), async () => {
  const { sdk } = stripe
  const waiting = await charge('pm_card_threeDSecure2Required', { return_url: 'http://shop.test/back' })
  expect(waiting.next_action?.redirect_to_url?.url).toBe(`${stripe.url}/3ds/${waiting.id}`)
  const asked = await sdk.setupIntents.create({
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    confirm: true,
  })
  expect(asked.next_action?.redirect_to_url?.url).toBe(`${stripe.url}/3ds/${asked.id}`)
  const session = await sdk.checkout.sessions.create(order())
  const answer = await pay(session.url, { ...goodCard, card_number: '4000000000003220' })
  expect(answer.headers.get('location')).toMatch(/\/3ds\/pi_/)
  expect((await sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
})

test('a setup intent keeps a card for later; a refused card stays out', async () => {
  const { sdk } = stripe
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
})
