import { paging } from '../core/page-of-list'
import {
  boolean,
  email,
  emptyable,
  hash,
  integer,
  list,
  metadata,
  needed,
  oneOf,
  range,
  text,
  unsupportedAll,
  url,
} from '../core/params'
import { currency } from './currency'
import { newMethodParams } from './payment-method-params'
import { shipping } from './shipping'

export const listParams = { ...paging, created: range, customer: text(), ...unsupportedAll('customer_account') }
const types = list(oneOf('card', 'sepa_debit', 'us_bank_account'))
const amount = integer({ min: 1, max: 99_999_999 })

export const confirming = {
  off_session: boolean,
  payment_method: text(),
  payment_method_data: hash(newMethodParams),
  return_url: url,
  ...unsupportedAll('confirmation_token', 'error_on_requires_action', 'hooks'),
  ...unsupportedAll('mandate', 'mandate_data', 'payment_details', 'payment_method_options', 'radar_options'),
  ...unsupportedAll('use_stripe_sdk', 'excluded_payment_method_types', 'amount_details'),
}

export const confirmParams = {
  ...confirming,
  shipping: emptyable(shipping),
  ...unsupportedAll('allowed_payment_method_types'),
}

export const createParams = {
  ...confirming,
  allowed_payment_method_types: types,
  amount: needed(amount),
  automatic_payment_methods: hash({ allow_redirects: oneOf('always', 'never'), enabled: needed(boolean) }),
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  confirm: boolean,
  confirmation_method: oneOf('automatic', 'manual'),
  currency: needed(currency),
  customer: text(),
  description: text(1000),
  metadata,
  receipt_email: email,
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping,
  ...unsupportedAll('application_fee_amount', 'customer_account', 'on_behalf_of', 'payment_method_configuration'),
  ...unsupportedAll('statement_descriptor', 'statement_descriptor_suffix', 'transfer_data', 'transfer_group'),
}

export const updateParams = {
  amount,
  customer: text(),
  description: text(1000),
  metadata: emptyable(metadata),
  payment_method: text(),
  receipt_email: emptyable(email),
  setup_future_usage: emptyable(oneOf('off_session', 'on_session')),
  shipping: emptyable(shipping),
  ...unsupportedAll('allowed_payment_method_types', 'amount_details', 'application_fee_amount', 'capture_method'),
  ...unsupportedAll('currency', 'customer_account', 'excluded_payment_method_types', 'hooks', 'payment_details'),
  ...unsupportedAll('payment_method_configuration', 'payment_method_data', 'payment_method_options'),
  ...unsupportedAll('statement_descriptor', 'statement_descriptor_suffix', 'transfer_data', 'transfer_group'),
}

export const captureParams = {
  amount_to_capture: amount,
  metadata: emptyable(metadata),
  ...unsupportedAll('amount_details', 'application_fee_amount', 'final_capture', 'hooks', 'payment_details'),
  ...unsupportedAll('statement_descriptor', 'statement_descriptor_suffix', 'transfer_data'),
}

export const cancelParams = {
  cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'),
}
