import { paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  hash,
  list,
  metadata,
  needed,
  oneOf,
  range,
  text,
  unsupportedAll,
  url,
} from '../core/params'
import { newMethodParams } from './payment-method-params'

export const confirming = {
  payment_method: text(),
  payment_method_data: hash(newMethodParams),
  return_url: url,
  ...unsupportedAll('confirmation_token', 'mandate_data', 'payment_method_options'),
  ...unsupportedAll('use_stripe_sdk'),
}

export const confirmParams = { ...confirming, ...unsupportedAll('allowed_payment_method_types') }

export const createParams = {
  ...confirming,
  allowed_payment_method_types: list(oneOf('card', 'sepa_debit', 'us_bank_account')),
  automatic_payment_methods: hash({ allow_redirects: oneOf('always', 'never'), enabled: needed(boolean) }),
  confirm: boolean,
  customer: text(),
  description: text(1000),
  metadata,
  usage: oneOf('off_session', 'on_session'),
  ...unsupportedAll('attach_to_self', 'customer_account', 'excluded_payment_method_types', 'flow_directions'),
  ...unsupportedAll('on_behalf_of', 'payment_method_configuration', 'single_use'),
}

export const updateParams = {
  customer: text(),
  description: text(1000),
  metadata: emptyable(metadata),
  payment_method: text(),
  ...unsupportedAll('allowed_payment_method_types', 'attach_to_self', 'customer_account', 'flow_directions'),
  ...unsupportedAll('excluded_payment_method_types', 'payment_method_configuration', 'payment_method_data'),
  ...unsupportedAll('payment_method_options'),
}

export const listParams = {
  ...paging,
  created: range,
  customer: text(),
  payment_method: text(),
  ...unsupportedAll('attach_to_self', 'customer_account'),
}

export const cancelParams = { cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') }
