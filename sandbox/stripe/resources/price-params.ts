import { hash, integer, needed, oneOf, text, unsupportedAll } from '../core/params'
import { currency } from './currency'

export const recurring = hash({
  interval: needed(oneOf('day', 'month', 'week', 'year')),
  interval_count: integer({ min: 1 }),
})
export const taxBehavior = oneOf('exclusive', 'inclusive', 'unspecified')
export const unitAmount = integer({ min: 0, max: 99_999_999 })

/** An inline price of something that renews, as on a subscription's items: its product is in the catalogue. */
export const recurringPriceData = hash({
  currency: needed(currency),
  product: needed(text()),
  recurring: needed(recurring),
  tax_behavior: taxBehavior,
  unit_amount: unitAmount,
  ...unsupportedAll('unit_amount_decimal'),
})

/** An inline price of something that is paid once. */
export const oneTimePriceData = hash({
  currency: needed(currency),
  product: needed(text()),
  tax_behavior: taxBehavior,
  unit_amount: integer({ min: -99_999_999, max: 99_999_999 }),
  ...unsupportedAll('unit_amount_decimal'),
})
