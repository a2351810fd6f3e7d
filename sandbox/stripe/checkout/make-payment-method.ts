import { newId } from '../core/id'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import type { BankAccount, Card, Instrument } from './instrument'

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

/** Stores what was paid with and, when there is a customer, attaches it. */
export function makePaymentMethod(
  world: World,
  paid: { instrument: Instrument; customer: string | null; email: string | null },
): PaymentMethod {
  const { instrument, customer, email } = paid
  const method: PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: noAddress, email, name: instrument.name, phone: null, tax_id: null },
    created: world.now,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    ...(instrument.kind === 'card'
      ? { type: 'card', card: cardOf(instrument) }
      : { type: 'us_bank_account', us_bank_account: bankAccountOf(instrument) }),
  }
  world.store.tables.payment_method.put(method)
  if (customer) world.emit('payment_method.attached', method)
  return method
}

function cardOf(card: Card): PaymentMethod['card'] {
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

function bankAccountOf(account: BankAccount): PaymentMethod['us_bank_account'] {
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
