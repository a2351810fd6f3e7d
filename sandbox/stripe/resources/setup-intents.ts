import { Failure, invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import { text, type Values } from '../core/params'
import { route } from '../core/route'
import type { PaymentMethod, SetupIntent } from '../core/stored'
import type { World } from '../core/world'
import { findPaymentMethod } from '../payments/find-payment-method'
import { confirmSetupIntent } from '../setup/confirm-setup-intent'
import { findCustomer } from './customers'
import { createPaymentMethod } from './payment-methods'
import {
  cancelParams,
  type confirming,
  confirmParams,
  createParams,
  listParams,
  updateParams,
} from './setup-intent-params'

export const setupIntentRoutes = [
  route('POST', '/v1/setup_intents', createParams, (world, params) => create(world, params)),
  route('GET', '/v1/setup_intents', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.setup_intent,
      'setupintent',
      '/v1/setup_intents',
      params,
      (intent) =>
        (params.customer === undefined || intent.customer === params.customer) &&
        (params.payment_method === undefined || intent.payment_method === params.payment_method) &&
        (params.created?.(intent.created) ?? true),
    ),
  ),
  route('GET', '/v1/setup_intents/:id', { client_secret: text() }, (world, params, id = '') => {
    const intent = find(world, id)
    if (params.client_secret === undefined || params.client_secret === intent.client_secret) return intent
    throw invalid('The client_secret provided does not match the client_secret associated with the SetupIntent.', {
      param: 'client_secret',
    })
  }),
  route('POST', '/v1/setup_intents/:id', updateParams, (world, params, id = '') => {
    const before = open(find(world, id), 'update')
    const customer =
      params.customer === undefined ? before.customer : findCustomer(world, params.customer, 'customer').id
    const method = methodGiven(world, params, customer)
    return world.store.tables.setup_intent.put({
      ...before,
      customer,
      description: params.description ?? before.description,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
      payment_method: method?.id ?? before.payment_method,
      status: method ? 'requires_confirmation' : before.status,
    })
  }),
  route('POST', '/v1/setup_intents/:id/confirm', confirmParams, (world, params, id = '') =>
    confirm(world, open(find(world, id), 'confirm'), params),
  ),
  route('POST', '/v1/setup_intents/:id/cancel', cancelParams, (world, params, id = '') => {
    const canceled = world.store.tables.setup_intent.put({
      ...open(find(world, id), 'cancel'),
      cancellation_reason: params.cancellation_reason ?? null,
      next_action: null,
      status: 'canceled',
    })
    world.emit('setup_intent.canceled', canceled)
    return canceled
  }),
]

function create(world: World, params: Values<typeof createParams>): SetupIntent {
  const customer = params.customer === undefined ? null : findCustomer(world, params.customer, 'customer').id
  const method = methodGiven(world, params, customer)
  const id = newId('seti')
  const types = params.allowed_payment_method_types
  if (params.return_url !== undefined && !params.confirm) {
    throw invalid('return_url can be passed only together with confirm=true.', { param: 'return_url' })
  }
  const intent = world.store.tables.setup_intent.put({
    id,
    object: 'setup_intent',
    allowed_payment_method_types: types ?? null,
    application: null,
    automatic_payment_methods: types
      ? null
      : { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true },
    cancellation_reason: null,
    client_secret: newId(`${id}_secret`),
    created: world.now,
    customer,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: types ?? ['card', 'us_bank_account', 'sepa_debit'],
    single_use_mandate: null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  })
  world.emit('setup_intent.created', intent)
  return params.confirm ? confirm(world, intent, { return_url: params.return_url }) : intent
}

function confirm(world: World, intent: SetupIntent, params: Partial<Values<typeof confirming>>): SetupIntent {
  const known = world.store.tables.payment_method.get(intent.payment_method ?? '')
  const method = methodGiven(world, params, intent.customer) ?? known
  if (!method) {
    throw invalid("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
    })
  }
  const outcome = confirmSetupIntent(world, intent, method, params.return_url ?? null)
  const after = find(world, intent.id)
  if (outcome.kind !== 'declined') return after
  const { code, declineCode, message } = outcome.refusal
  const body = { type: 'card_error' as const, code, message, setup_intent: after }
  throw new Failure(402, declineCode ? { ...body, decline_code: declineCode } : body, true)
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
  throw invalid('The payment method belongs to a customer that this SetupIntent is not for.', {
    param: 'payment_method',
  })
}

function find(world: World, id: string): SetupIntent {
  const intent = world.store.tables.setup_intent.get(id)
  if (!intent) throw missing('setupintent', id, 'intent')
  return intent
}

function open(intent: SetupIntent, what: string): SetupIntent {
  if (intent.status !== 'succeeded' && intent.status !== 'canceled') return intent
  throw new Failure(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message: `You cannot ${what} this SetupIntent because it has a status of ${intent.status}.`,
    setup_intent: intent,
  })
}
