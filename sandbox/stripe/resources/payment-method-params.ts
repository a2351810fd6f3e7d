import { paging } from '../core/page-of-list'
import { email, emptyable, hash, integer, metadata, needed, oneOf, text, unsupportedAll } from '../core/params'

const types = oneOf('card', 'sepa_debit', 'us_bank_account')
export const listParams = {
  ...paging,
  customer: text(),
  type: types,
  ...unsupportedAll('allow_redisplay', 'customer_account'),
}
const { customer: _, ...ofCustomer } = listParams
export const ofCustomerParams = ofCustomer

const billingDetails = hash({
  address: hash({
    city: text(),
    country: text(2),
    line1: text(),
    line2: text(),
    postal_code: text(),
    state: text(),
  }),
  email: emptyable(email),
  name: emptyable(text()),
  phone: emptyable(text()),
  ...unsupportedAll('tax_id'),
})

export const newMethodParams = {
  billing_details: billingDetails,
  card: hash({
    cvc: text(4),
    exp_month: integer({ min: 1, max: 12 }),
    exp_year: integer({ min: 0, max: 9999 }),
    number: text(24),
    token: text(),
    ...unsupportedAll('networks'),
  }),
  metadata,
  sepa_debit: hash({ iban: needed(text(42)) }),
  type: needed(types),
  us_bank_account: hash({
    account_holder_type: oneOf('individual'),
    account_number: needed(text(20)),
    account_type: oneOf('checking'),
    routing_number: needed(text(9)),
    ...unsupportedAll('financial_connections_account'),
  }),
}
export const createParams = {
  ...newMethodParams,
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  ...unsupportedAll('customer', 'payment_method', 'radar_options'),
}

export const updateParams = {
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  billing_details: billingDetails,
  card: hash({ exp_month: integer({ min: 1, max: 12 }), exp_year: integer({ min: 0 }), ...unsupportedAll('networks') }),
  metadata: emptyable(metadata),
  ...unsupportedAll('us_bank_account'),
}
