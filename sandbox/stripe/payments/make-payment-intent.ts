import { newId } from '../core/id'
import type { PaymentIntent } from '../core/stored'
import type { World } from '../core/world'

type Given = Pick<PaymentIntent, 'amount' | 'currency' | 'customer' | 'description'> & Partial<PaymentIntent>

/** Stores a payment intent that waits for something to pay with, what it is for, and tells of it. */
export function makePaymentIntent(
  world: World,
  given: Given,
  purpose: { session?: string; invoice?: string } = {},
): PaymentIntent {
  const id = newId('pi')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
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
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card', 'us_bank_account'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...given,
  }
  world.store.tables.payment_intent.put(intent)
  const { session = null, invoice = null } = purpose
  if (session || invoice) world.store.tables.payment_purpose.put({ id, session, invoice })
  world.emit('payment_intent.created', intent)
  return intent
}
