import type { Refusal } from '../cards/behaviour'
import { newId } from '../core/id'
import type { Charge, PaymentIntent, PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { bringIn } from './move-money'

/** Stores a charge that is under way; what becomes of it is told by the functions below. */
export function makeCharge(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
): { intent: PaymentIntent; charge: Charge } {
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
    customer: intent.customer,
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
    payment_method_details: detailsOf(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
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
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: 'processing',
  }
  return { charge: charges.put(charge), intent: intents.put(processing) }
}

export function succeed(world: World, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const { charge: charges, payment_intent: intents } = world.store.tables
  const paidIntent = intents.put({ ...intent, amount_received: intent.amount, status: 'succeeded' })
  const paidCharge = charges.put({
    ...charge,
    balance_transaction: bringIn(world, charge, charge.amount).id,
    outcome: outcomeOf(null),
    paid: true,
    status: 'succeeded',
  })
  world.emit('payment_intent.succeeded', paidIntent)
  world.emit('charge.succeeded', paidCharge)
  return paidIntent
}

/** Reserves the money; it is taken by a later capture. */
export function reserve(world: World, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const { charge: charges, payment_intent: intents } = world.store.tables
  const reserved = intents.put({ ...intent, amount_capturable: intent.amount, status: 'requires_capture' })
  const uncaptured = charges.put({
    ...charge,
    amount_captured: 0,
    captured: false,
    outcome: outcomeOf(null),
    paid: true,
    status: 'succeeded',
  })
  world.emit('charge.succeeded', uncaptured)
  world.emit('payment_intent.amount_capturable_updated', reserved)
  return reserved
}

export function fail(world: World, intent: PaymentIntent, charge: Charge, refusal: Refusal): PaymentIntent {
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
  return failedIntent
}

function detailsOf(method: PaymentMethod, amount: number): Charge['payment_method_details'] {
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit
    return { type: 'sepa_debit', sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } }
  }
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = method.us_bank_account
    return {
      type: 'us_bank_account',
      us_bank_account: {
        account_holder_type,
        account_type,
        bank_name,
        fingerprint,
        last4,
        payment_reference: null,
        routing_number,
      },
    }
  }
  const { card } = method
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: card?.brand ?? null,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      electronic_commerce_indicator: null,
      exp_month: card?.exp_month ?? 1,
      exp_year: card?.exp_year ?? 2000,
      fingerprint: card?.fingerprint ?? null,
      funding: card?.funding ?? null,
      installments: null,
      last4: card?.last4 ?? null,
      mandate: null,
      network: card?.brand ?? null,
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
