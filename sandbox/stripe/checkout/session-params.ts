import {
  boolean,
  email,
  hash,
  integer,
  list,
  metadata,
  needed,
  oneOf,
  text,
  unsupportedAll,
  url,
  type Values,
} from '../core/params'
import { currency } from '../resources/currency'
import { shipping } from '../resources/shipping'
import { trialSettingsParam } from '../resources/subscription-params'

const productData = hash({
  description: text(),
  images: list(url, 8),
  metadata,
  name: needed(text(250)),
  ...unsupportedAll('tax_code', 'tax_details', 'unit_label'),
})

const priceData = hash({
  currency: needed(currency),
  product: text(),
  product_data: productData,
  recurring: hash({
    interval: needed(oneOf('day', 'month', 'week', 'year')),
    interval_count: integer({ min: 1 }),
  }),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer({ min: 0, max: 99_999_999 }),
  ...unsupportedAll('unit_amount_decimal'),
})

const lineItem = hash({
  metadata,
  price: text(),
  price_data: priceData,
  quantity: integer({ min: 1, max: 999_999 }),
  ...unsupportedAll('adjustable_quantity', 'tax_rates'),
})

/** What `POST /v1/checkout/sessions` takes. */
export const sessionParams = {
  allowed_payment_method_types: list(oneOf('card', 'sepa_debit', 'us_bank_account')),
  allow_promotion_codes: boolean,
  automatic_tax: hash({ enabled: needed(boolean), ...unsupportedAll('liability') }),
  billing_address_collection: oneOf('auto', 'required'),
  cancel_url: url,
  client_reference_id: text(200),
  customer: text(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: email,
  discounts: list(hash({ coupon: text(), promotion_code: text() })),
  expires_at: integer(),
  line_items: list(lineItem),
  locale: text(10),
  metadata,
  mode: needed(oneOf('payment', 'setup', 'subscription')),
  payment_intent_data: hash({
    description: text(1000),
    metadata,
    setup_future_usage: oneOf('off_session', 'on_session'),
    shipping,
    ...unsupportedAll('application_fee_amount', 'capture_method', 'on_behalf_of', 'receipt_email'),
    ...unsupportedAll('statement_descriptor', 'statement_descriptor_suffix', 'transfer_data', 'transfer_group'),
  }),
  payment_method_collection: oneOf('always', 'if_required'),
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  return_url: url,
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  subscription_data: hash({
    description: text(500),
    metadata,
    ...unsupportedAll('application_fee_percent', 'billing_cycle_anchor', 'billing_cycle_anchor_config'),
    ...unsupportedAll('billing_mode', 'default_tax_rates', 'invoice_settings', 'on_behalf_of'),
    trial_end: integer(),
    trial_period_days: integer({ min: 1, max: 730 }),
    trial_settings: trialSettingsParam,
    ...unsupportedAll('pending_invoice_item_interval', 'proration_behavior', 'transfer_data'),
  }),
  success_url: url,
  ui_mode: oneOf('elements', 'embedded_page', 'form', 'hosted_page'),
  ...unsupportedAll('adaptive_pricing', 'after_expiration'),
  ...unsupportedAll('branding_settings', 'consent_collection', 'custom_fields', 'custom_text'),
  ...unsupportedAll('currency', 'customer_account'),
  ...unsupportedAll('customer_update', 'excluded_payment_method_types', 'integration_identifier', 'invoice_creation'),
  ...unsupportedAll('managed_payments', 'name_collection', 'optional_items', 'origin_context'),
  ...unsupportedAll('payment_method_configuration', 'payment_method_data', 'payment_method_options', 'permissions'),
  ...unsupportedAll('phone_number_collection', 'shipping_options'),
  ...unsupportedAll('saved_payment_method_options', 'setup_intent_data', 'shipping_address_collection'),
  ...unsupportedAll('tax_id_collection', 'wallet_options'),
}

export type SessionValues = Values<typeof sessionParams>
export type LineValues = Values<{ item: typeof lineItem }>['item'] & object
