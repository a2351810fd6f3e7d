import { paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  hash,
  integer,
  list,
  metadata,
  needed,
  notYet,
  oneOf,
  range,
  text,
  unsupportedAll,
} from '../core/params'
import { recurring, recurringPriceData } from './price-params'
import { integerOr, prorationBehavior, quantity } from './subscription-params'

const phase = hash({
  duration: recurring,
  end_date: integer(),
  items: needed(
    list(
      hash({
        metadata,
        price: text(),
        price_data: recurringPriceData,
        quantity,
        ...unsupportedAll('billing_thresholds', 'discounts', 'plan', 'tax_rates'),
      }),
      20,
    ),
  ),
  metadata,
  proration_behavior: prorationBehavior,
  start_date: integer(),
  ...unsupportedAll('add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_cycle_anchor'),
  ...unsupportedAll('billing_thresholds', 'collection_method', 'currency', 'default_payment_method'),
  ...unsupportedAll('default_tax_rates', 'description', 'discounts', 'invoice_settings', 'on_behalf_of'),
  ...unsupportedAll('transfer_data', 'trial', 'trial_end'),
})
export const phases = list(phase, 10)
export const endBehavior = notYet(oneOf('cancel', 'release'), 'none', 'renew')

export const createParams = {
  customer: text(),
  end_behavior: endBehavior,
  from_subscription: text(),
  metadata: emptyable(metadata),
  phases,
  start_date: integerOr('now'),
  ...unsupportedAll('billing_mode', 'customer_account', 'default_settings', 'pause_schedules'),
}
export const updateParams = {
  end_behavior: endBehavior,
  metadata: emptyable(metadata),
  phases,
  proration_behavior: prorationBehavior,
  ...unsupportedAll('default_settings', 'pause_schedules'),
}
export const listParams = {
  ...paging,
  canceled_at: range,
  completed_at: range,
  created: range,
  customer: text(),
  released_at: range,
  scheduled: boolean,
  ...unsupportedAll('customer_account'),
}
