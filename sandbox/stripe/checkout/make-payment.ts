import { newId } from '../core/id'
import type { Charge, PaymentIntent, PaymentMethod, Session, SessionPlan } from '../core/stored'
import type { World } from '../core/world'
import type { Instrument, Refusal } from './instrument'

/** The payment intent of a session: the one of an earlier attempt, or a new one. */
export function ensurePaymentIntent(world: World, session: Session, plan: SessionPlan): PaymentIntent {
  const known = plan.paymentIntent ? world.store.tables.payment_intent.get(plan.paymentIntent) : undefined
  if (known) return known
  const id = newId('pi')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created: world.now,
    currency: session.currency ?? 'usd',
    customer: session.customer,
    customer_account: null,
    description: session.mode === 'subscription' ? 'Subscription creation' : plan.paymentIntentDescription,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: plan.paymentIntentMetadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: session.mode === 'subscription' ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  world.store.tables.payment_intent.put(intent)
  world.store.tables.session_plan.put({ ...plan, paymentIntent: intent.id })
  world.emit('payment_intent.created', intent)
  return intent
}

/** Stores a charge that is under way; what becomes of it is told by the functions below. */
export function makeCharge(
  world: World,
  intent: PaymentIntent,
  paid: { method: PaymentMethod; instrument: Instrument; customer: string | null },
): { intent: PaymentIntent; charge: Charge } {
  const { method, instrument, customer } = paid
  const { charge: charges, payment_intent: intents } = world.store.tables
  const charge: Charge = {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'STAND-IN',
    captured: true,
    created: world.now,
    currency: intent.currency,
    customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, instrument, intent.amount),
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  }
  const processing: PaymentIntent = {
    ...intent,
    customer,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
    status: 'processing',
  }
  return { charge: charges.put(charge), intent: intents.put(processing) }
}

export function succeed(world: World, intent: PaymentIntent, charge: Charge): void {
  const { charge: charges, payment_intent: intents } = world.store.tables
  const paidIntent = intents.put({ ...intent, amount_received: intent.amount, status: 'succeeded' })
  const paidCharge = charges.put({
    ...charge,
    outcome: outcomeOf(null),
    paid: true,
    status: 'succeeded',
  })
  world.emit('payment_intent.succeeded', paidIntent)
  world.emit('charge.succeeded', paidCharge)
}

export function fail(world: World, intent: PaymentIntent, charge: Charge, refusal: Refusal): void {
  const { charge: charges, payment_intent: intents, payment_method } = world.store.tables
  const failedCharge = charges.put({
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: refusal.code,
    failure_message: refusal.message,
    outcome: outcomeOf(refusal),
    status: 'failed',
  })
  const method = payment_method.get(charge.payment_method ?? '')
  const failedIntent: PaymentIntent = {
    ...intent,
    last_payment_error: {
      charge: charge.id,
      code: refusal.code,
      ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
      message: refusal.message,
      ...(method ? { payment_method: method } : {}),
      type: charge.payment_method_details?.type === 'card' ? 'card_error' : 'invalid_request_error',
    },
    payment_method: null,
    status: 'requires_payment_method',
  }
  world.emit('charge.failed', failedCharge)
  world.emit('payment_intent.payment_failed', intents.put(failedIntent))
}

function detailsOf(method: PaymentMethod, instrument: Instrument, amount: number): Charge['payment_method_details'] {
  if (instrument.kind === 'bank_debit') {
    return {
      type: 'us_bank_account',
      us_bank_account: {
        account_holder_type: 'individual',
        account_type: 'checking',
        bank_name: 'STRIPE TEST BANK',
        fingerprint: method.us_bank_account?.fingerprint ?? null,
        last4: instrument.last4,
        payment_reference: null,
        routing_number: instrument.routingNumber,
      },
    }
  }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: instrument.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: null,
      exp_month: instrument.expMonth,
      exp_year: instrument.expYear,
      fingerprint: method.card?.fingerprint ?? null,
      funding: instrument.funding,
      installments: null,
      last4: instrument.last4,
      mandate: null,
      network: instrument.brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

function outcomeOf(refusal: Refusal | null): Charge['outcome'] {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: refusal ? 'declined_by_network' : 'approved_by_network',
    reason: refusal ? (refusal.declineCode ?? refusal.code) : null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: refusal ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
    type: refusal ? 'issuer_declined' : 'authorized',
  }
}
