import { paging } from '../core/page-of-list'
import { boolean, emptyable, hash, integer, metadata, needed, range, text, unsupportedAll } from '../core/params'
import { currency } from './currency'
import { oneTimePriceData } from './price-params'

const period = hash({ start: needed(integer()), end: needed(integer()) })
const amount = integer({ min: -99_999_999, max: 99_999_999 })

export const createParams = {
  amount,
  currency,
  customer: needed(text()),
  description: text(5000),
  discountable: boolean,
  invoice: text(),
  metadata: emptyable(metadata),
  period,
  price_data: oneTimePriceData,
  pricing: hash({ price: needed(text()) }),
  quantity: integer({ min: 1, max: 999_999 }),
  subscription: text(),
  ...unsupportedAll('customer_account', 'discounts', 'quantity_decimal', 'tax_behavior', 'tax_code', 'tax_rates'),
  ...unsupportedAll('unit_amount_decimal'),
}

export const updateParams = {
  amount,
  description: text(5000),
  discountable: boolean,
  metadata: emptyable(metadata),
  period,
  ...unsupportedAll('discounts', 'invoicing_rules', 'price_data', 'pricing', 'quantity', 'quantity_decimal'),
  ...unsupportedAll('tax_behavior', 'tax_code', 'tax_rates', 'unit_amount_decimal'),
}

export const listParams = {
  ...paging,
  created: range,
  customer: text(),
  invoice: text(),
  pending: boolean,
  ...unsupportedAll('customer_account'),
}
