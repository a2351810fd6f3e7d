import { behaviourIn, paysAlways } from '../cards/behaviour'
import type { Instrument } from '../cards/instrument'
import { makePaymentMethod } from '../cards/make-payment-method'
import { cardInstrument } from '../cards/read-test-card'
import { testAccounts, testIbans, testRoutingNumber } from '../cards/test-accounts'
import { notATestCard, testCardNamed, testCards } from '../cards/test-cards'
import { Failure, invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import { needed, text, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { attachChecked } from '../payments/attach-checked'
import { findPaymentMethod } from '../payments/find-payment-method'
import { changesOf } from './changes'
import { findCustomer } from './customers'
import { createParams, listParams, type newMethodParams, ofCustomerParams, updateParams } from './payment-method-params'

export const paymentMethodRoutes = [
  route('POST', '/v1/payment_methods', createParams, (world, params) => {
    const method = createPaymentMethod(world, params)
    if (params.allow_redisplay === undefined) return method
    return world.store.tables.payment_method.put({ ...method, allow_redisplay: params.allow_redisplay })
  }),
  route('GET', '/v1/payment_methods', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.payment_method,
      'PaymentMethod',
      '/v1/payment_methods',
      params,
      (method) =>
        (params.customer === undefined || method.customer === params.customer) &&
        (params.type === undefined || method.type === params.type),
    ),
  ),
  route('GET', '/v1/payment_methods/:id', {}, (world, _params, id = '') => findPaymentMethod(world, id)),
  route('POST', '/v1/payment_methods/:id', updateParams, (world, params, id = '') => {
    const before = findPaymentMethod(world, id)
    if (params.card && !before.card) throw invalid('This payment method is no card.', { param: 'card' })
    const expiry = expiryOf(world, before, params.card)
    const after = world.store.tables.payment_method.put({
      ...before,
      allow_redisplay: params.allow_redisplay ?? before.allow_redisplay ?? 'unspecified',
      billing_details: billingOf(before.billing_details, params.billing_details),
      ...(before.card ? { card: { ...before.card, ...expiry } } : {}),
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
    })
    const previous = changesOf(before, after)
    if (previous) world.emit('payment_method.updated', after, previous)
    return after
  }),
  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    { customer: needed(text()), ...unsupportedAll('customer_account') },
    (world, params, id = '') => {
      const customer = findCustomer(world, params.customer, 'customer')
      return attachChecked(world, findPaymentMethod(world, id), customer.id)
    },
  ),
  route('POST', '/v1/payment_methods/:id/detach', {}, (world, _params, id = '') => {
    const method = findPaymentMethod(world, id)
    if (!method.customer) {
      throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.')
    }
    const detached = world.store.tables.payment_method.put({ ...method, customer: null })
    forgetDefault(world, method)
    world.emit('payment_method.detached', detached, { customer: method.customer })
    return detached
  }),
  route('GET', '/v1/customers/:id/payment_methods', ofCustomerParams, (world, params, id = '') => {
    const customer = findCustomer(world, id)
    return pageOfTable(
      world.store.tables.payment_method,
      'PaymentMethod',
      `/v1/customers/${id}/payment_methods`,
      params,
      (method) => method.customer === customer.id && (params.type === undefined || method.type === params.type),
    )
  }),
]

/**
 * Makes a payment method of what a request describes.
 * @throws Failure for what is no test card or test account
 */
export function createPaymentMethod(world: World, params: Values<typeof newMethodParams>): PaymentMethod {
  const method = makePaymentMethod(world, instrumentOf(world, params), { metadata: mergeMetadata({}, params.metadata) })
  const billing_details = billingOf(method.billing_details, params.billing_details)
  return world.store.tables.payment_method.put({ ...method, billing_details })
}

function instrumentOf(world: World, params: Values<typeof newMethodParams>): Instrument {
  const { type } = params
  const details = params[type]
  if (!details) throw invalid(`Missing required param: ${type}.`, { param: type, code: 'parameter_missing' })
  if (params.sepa_debit && type === 'sepa_debit') {
    const iban = params.sepa_debit.iban.replaceAll(' ', '').toUpperCase()
    const known = testIbans.find((account) => account.iban === iban)
    if (!known) throw invalid('The IBAN you provided is invalid.', { param: 'sepa_debit[iban]', code: 'invalid_iban' })
    const behaviour = { ...paysAlways, debitFailure: known.failure }
    return { kind: 'sepa_debit', name: null, last4: iban.slice(-4), country: iban.slice(0, 2), behaviour }
  }
  if (params.us_bank_account && type === 'us_bank_account') {
    const { account_number: number, routing_number: routingNumber } = params.us_bank_account
    const known = testAccounts.find((account) => account.number === number)
    if (routingNumber !== testRoutingNumber) throw noSuchAccount('routing_number')
    if (!known) throw noSuchAccount('account_number')
    const behaviour = { ...paysAlways, debitFailure: known.failure }
    return { kind: 'bank_debit', name: null, last4: number.slice(-4), routingNumber, behaviour }
  }
  return cardOf(world, params.card)
}

function cardOf(world: World, given: Values<typeof newMethodParams>['card']): Instrument {
  if (given?.token !== undefined) {
    const named = given.token.startsWith('tok_') ? testCardNamed(given.token.slice('tok_'.length)) : undefined
    if (named) return cardInstrument(world, named, behaviourIn(named))
    throw invalid(`No such token: '${given.token}'`, { param: 'card[token]', code: 'resource_missing' })
  }
  for (const name of ['number', 'exp_month', 'exp_year'] as const) {
    if (given?.[name] === undefined) {
      throw invalid(`Missing required param: card[${name}].`, { param: `card[${name}]`, code: 'parameter_missing' })
    }
  }
  const number = (given?.number ?? '').replace(/[\s-]/g, '')
  const card = testCards.find((known) => known.number === number)
  if (!card) throw new Failure(402, { type: 'card_error', ...refusalBody(), param: 'card[number]' })
  const expiry = { month: given?.exp_month ?? 1, year: fullYear(given?.exp_year ?? 0) }
  checkExpiry(world, expiry)
  const read = cardInstrument(world, card, behaviourIn(card))
  return { ...read, expMonth: expiry.month, expYear: expiry.year }
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year
}

/** The longest that a card may be good for. */
const longestYears = 50

function checkExpiry(world: World, { month, year }: { month: number; year: number }) {
  const today = new Date(world.now * 1000)
  const thisYear = today.getUTCFullYear()
  if (year < thisYear || year > thisYear + longestYears) throw wrongExpiry('year')
  if (year === thisYear && month < today.getUTCMonth() + 1) throw wrongExpiry('month')
}

function wrongExpiry(part: 'month' | 'year') {
  return new Failure(402, {
    type: 'card_error',
    code: `invalid_expiry_${part}`,
    message: `Your card's expiration ${part} is invalid.`,
    param: `card[exp_${part}]`,
  })
}

function refusalBody() {
  const { code, declineCode, message } = notATestCard
  return { code, message, ...(declineCode ? { decline_code: declineCode } : {}) }
}

function noSuchAccount(name: string) {
  return invalid("This is none of Stripe's test accounts: https://docs.stripe.com/testing", {
    param: `us_bank_account[${name}]`,
    code: `${name}_invalid`,
  })
}

type Billing = PaymentMethod['billing_details']

function billingOf(before: Billing, given: Values<typeof newMethodParams>['billing_details']): Billing {
  if (!given) return before
  return {
    ...before,
    address: given.address
      ? {
          city: given.address.city ?? null,
          country: given.address.country ?? null,
          line1: given.address.line1 ?? null,
          line2: given.address.line2 ?? null,
          postal_code: given.address.postal_code ?? null,
          state: given.address.state ?? null,
        }
      : before.address,
    email: given.email === undefined ? before.email : given.email,
    name: given.name === undefined ? before.name : given.name,
    phone: given.phone === undefined ? before.phone : given.phone,
  }
}

function expiryOf(
  world: World,
  { card }: PaymentMethod,
  given: { exp_month?: number | undefined; exp_year?: number | undefined } | undefined,
) {
  if (!card || !given) return {}
  const { exp_month = card.exp_month, exp_year } = given
  const year = exp_year === undefined ? card.exp_year : fullYear(exp_year)
  checkExpiry(world, { month: exp_month, year })
  return { exp_month, exp_year: year }
}

/** What is no longer the customer's is no longer charged. */
function forgetDefault(world: World, method: PaymentMethod) {
  const { customer: customers, subscription: subscriptions } = world.store.tables
  const customer = customers.get(method.customer ?? '')
  if (customer?.invoice_settings.default_payment_method === method.id) {
    customers.put({ ...customer, invoice_settings: { ...customer.invoice_settings, default_payment_method: null } })
  }
  for (const subscription of subscriptions.newestFirst()) {
    if (subscription.default_payment_method !== method.id) continue
    subscriptions.put({ ...subscription, default_payment_method: null })
  }
}
