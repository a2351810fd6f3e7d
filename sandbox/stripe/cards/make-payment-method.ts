import { newId } from '../core/id'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import type { BankAccount, Card, Instrument, SepaAccount } from './instrument'

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }
type BillingDetails = PaymentMethod['billing_details']

/** Stores what somebody pays with, and how it will behave. It belongs to no customer yet. */
export function makePaymentMethod(
  world: World,
  instrument: Instrument,
  known: { billing?: Partial<BillingDetails>; metadata?: Record<string, string> } = {},
): PaymentMethod {
  const method: PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: {
      address: noAddress,
      email: null,
      name: instrument.name,
      phone: null,
      tax_id: null,
      ...known.billing,
    },
    created: world.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: known.metadata ?? {},
    ...partOf(instrument),
  }
  world.store.tables.payment_behaviour.put({ id: method.id, ...instrument.behaviour })
  return world.store.tables.payment_method.put(method)
}

/** Gives a payment method to a customer, and tells of it. */
export function attachPaymentMethod(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  const attached = world.store.tables.payment_method.put({ ...method, customer })
  world.emit('payment_method.attached', attached)
  return attached
}

function partOf(instrument: Instrument) {
  switch (instrument.kind) {
    case 'card':
      return { type: 'card', card: cardOf(instrument) }
    case 'sepa_debit':
      return { type: 'sepa_debit', sepa_debit: sepaAccountOf(instrument) }
    case 'bank_debit':
      return { type: 'us_bank_account', us_bank_account: bankAccountOf(instrument) }
  }
}

function cardOf(card: Card): NonNullable<PaymentMethod['card']> {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: newId('', 16).slice(1),
    funding: card.funding,
    generated_from: null,
    last4: card.last4,
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

function bankAccountOf(account: BankAccount): NonNullable<PaymentMethod['us_bank_account']> {
  return {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: 'STRIPE TEST BANK',
    financial_connections_account: null,
    fingerprint: newId('', 16).slice(1),
    last4: account.last4,
    networks: { preferred: 'ach', supported: ['ach'] },
    routing_number: account.routingNumber,
    status_details: {},
  }
}

function sepaAccountOf(account: SepaAccount): NonNullable<PaymentMethod['sepa_debit']> {
  return {
    bank_code: '19043',
    branch_code: '',
    country: account.country,
    fingerprint: newId('', 16).slice(1),
    generated_from: { charge: null, setup_attempt: null },
    last4: account.last4,
  }
}
