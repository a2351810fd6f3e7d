import { Failure, invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import { text, type Values } from '../core/params'
import { route } from '../core/route'
import type { PaymentIntent, PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { afterPayment } from '../payments/after-payment'
import { attemptPayment } from '../payments/attempt-payment'
import { cancelPaymentIntent } from '../payments/cancel-payment-intent'
import { capturePayment } from '../payments/capture-payment'
import { findPaymentMethod } from '../payments/find-payment-method'
import { makePaymentIntent } from '../payments/make-payment-intent'
import { refusedPayment } from '../payments/refused-payment'
import { findCustomer } from './customers'
import {
  cancelParams,
  captureParams,
  type confirming,
  confirmParams,
  createParams,
  listParams,
  updateParams,
} from './payment-intent-params'
import { createPaymentMethod } from './payment-methods'
import { shippingOf } from './shipping'
import { smallestCharge } from './smallest-charge'

export const paymentIntentRoutes = [
  route('POST', '/v1/payment_intents', createParams, (world, params) => create(world, params)),
  route('GET', '/v1/payment_intents', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.payment_intent,
      'payment_intent',
      '/v1/payment_intents',
      params,
      (intent) =>
        (params.customer === undefined || intent.customer === params.customer) &&
        (params.created?.(intent.created) ?? true),
    ),
  ),
  route('GET', '/v1/payment_intents/:id', { client_secret: text() }, (world, params, id = '') => {
    const intent = find(world, id)
    if (params.client_secret === undefined || params.client_secret === intent.client_secret) return intent
    throw invalid('The client_secret provided does not match the client_secret associated with the PaymentIntent.', {
      param: 'client_secret',
    })
  }),
  route('POST', '/v1/payment_intents/:id', updateParams, (world, params, id = '') =>
    update(world, find(world, id), params),
  ),
  route('POST', '/v1/payment_intents/:id/confirm', confirmParams, (world, params, id = '') =>
    confirm(world, sentTo(world, inStatus(find(world, id), 'confirm', payable), params.shipping), params),
  ),
  route('POST', '/v1/payment_intents/:id/capture', captureParams, (world, params, id = '') => {
    const intent = inStatus(find(world, id), 'capture', ['requires_capture'])
    return capturePayment(world, intent, { amount: params.amount_to_capture, metadata: params.metadata })
  }),
  route('POST', '/v1/payment_intents/:id/cancel', cancelParams, (world, params, id = '') => {
    const intent = inStatus(find(world, id), 'cancel', [...payable, 'requires_capture'])
    const invoice = world.store.tables.payment_purpose.get(id)?.invoice
    if (invoice) throw invalid('The payment of an invoice ends with the invoice: void that.', { param: 'id' })
    return cancelPaymentIntent(world, intent, params.cancellation_reason ?? null)
  }),
]

const payable: PaymentIntent['status'][] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function create(world: World, params: Values<typeof createParams>): PaymentIntent {
  checkAmount(params.amount, params.currency)
  if (params.automatic_payment_methods?.enabled && params.allowed_payment_method_types) {
    throw invalid(
      'You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.',
      {
        param: 'allowed_payment_method_types',
        code: 'parameters_exclusive',
      },
    )
  }
  for (const name of ['off_session', 'return_url'] as const) {
    if (params[name] !== undefined && !params.confirm) {
      throw invalid(`${name} can be passed only together with confirm=true.`, { param: name })
    }
  }
  const customer = params.customer === undefined ? null : findCustomer(world, params.customer, 'customer').id
  const automatic = params.automatic_payment_methods
  const method = methodGiven(world, params, customer)
  const intent = makePaymentIntent(world, {
    amount: params.amount,
    automatic_payment_methods:
      automatic?.enabled || !params.allowed_payment_method_types
        ? { allow_redirects: automatic?.allow_redirects ?? 'always', enabled: true }
        : null,
    capture_method: params.capture_method ?? 'automatic_async',
    confirmation_method: params.confirmation_method ?? 'automatic',
    currency: params.currency,
    customer,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    payment_method: method?.id ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    payment_method_types: params.allowed_payment_method_types ?? ['card', 'us_bank_account', 'sepa_debit'],
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping ? shippingOf(params.shipping) : null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
  })
  return params.confirm
    ? confirm(world, intent, { off_session: params.off_session, return_url: params.return_url })
    : intent
}

function checkAmount(amount: number, currency: string) {
  const least = smallestCharge(currency)
  if (amount >= least) return
  throw invalid(`Amount must be at least ${least} in the smallest unit of ${currency}.`, {
    param: 'amount',
    code: 'amount_too_small',
  })
}

function update(world: World, before: PaymentIntent, params: Values<typeof updateParams>): PaymentIntent {
  inStatus(before, 'update', payable)
  if (params.amount !== undefined) checkAmount(params.amount, before.currency)
  const customer = params.customer === undefined ? before.customer : findCustomer(world, params.customer, 'customer').id
  const method = methodGiven(world, params, customer)
  return world.store.tables.payment_intent.put({
    ...sentTo(world, before, params.shipping),
    amount: params.amount ?? before.amount,
    customer,
    description: params.description ?? before.description,
    metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
    payment_method: method?.id ?? before.payment_method,
    receipt_email: params.receipt_email === undefined ? before.receipt_email : params.receipt_email,
    setup_future_usage: params.setup_future_usage === undefined ? before.setup_future_usage : params.setup_future_usage,
    status: method && before.status === 'requires_payment_method' ? 'requires_confirmation' : before.status,
  })
}

function sentTo(world: World, intent: PaymentIntent, shipping: Values<typeof updateParams>['shipping']): PaymentIntent {
  if (shipping === undefined) return intent
  return world.store.tables.payment_intent.put({ ...intent, shipping: shipping && shippingOf(shipping) })
}

function confirm(world: World, intent: PaymentIntent, params: Partial<Values<typeof confirming>>): PaymentIntent {
  const method =
    methodGiven(world, params, intent.customer) ?? world.store.tables.payment_method.get(intent.payment_method ?? '')
  if (!method) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method and then confirm it again.",
      { code: 'payment_intent_unexpected_state' },
    )
  }
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalid(`The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent.`, {
      param: 'payment_method',
      code: 'payment_intent_incompatible_payment_method',
    })
  }
  const outcome = attemptPayment(world, intent, method, {
    isOffSession: params.off_session === true,
    returnUrl: params.return_url ?? null,
  })
  afterPayment(world, intent.id, outcome)
  const after = find(world, intent.id)
  if (outcome.kind === 'declined') throw refusedPayment(after, outcome.refusal)
  return after
}

function methodGiven(
  world: World,
  params: Partial<Pick<Values<typeof confirming>, 'payment_method' | 'payment_method_data'>>,
  customer: string | null,
): PaymentMethod | null {
  if (params.payment_method_data) return createPaymentMethod(world, params.payment_method_data)
  if (params.payment_method === undefined) return null
  const method = findPaymentMethod(world, params.payment_method, 'payment_method')
  if (method.customer === null || method.customer === customer) return method
  throw invalid(
    'The provided PaymentMethod cannot be attached to this PaymentIntent: it belongs to a Customer. Include the Customer in the `customer` parameter.',
    { param: 'payment_method' },
  )
}

function find(world: World, id: string): PaymentIntent {
  const intent = world.store.tables.payment_intent.get(id)
  if (!intent) throw missing('payment_intent', id, 'intent')
  return intent
}

function inStatus(intent: PaymentIntent, what: string, statuses: PaymentIntent['status'][]): PaymentIntent {
  if (statuses.includes(intent.status)) return intent
  throw new Failure(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${what} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: intent,
  })
}
