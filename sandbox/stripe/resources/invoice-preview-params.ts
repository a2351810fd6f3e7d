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
  text,
  unsupportedAll,
  type Values,
} from '../core/params'
import { currency } from './currency'
import { oneTimePriceData } from './price-params'
import { cancelAt, discountsParam, integerOr, itemsParam, prorationBehavior } from './subscription-params'
import { endBehavior, phases } from './subscription-schedule-params'

const amount = integer({ min: -99_999_999, max: 99_999_999 })

const invoiceItem = hash({
  amount,
  currency,
  description: text(5000),
  discountable: boolean,
  metadata: emptyable(metadata),
  period: hash({ start: needed(integer()), end: needed(integer()) }),
  price: text(),
  price_data: oneTimePriceData,
  quantity: integer({ min: 1, max: 999_999 }),
  unit_amount: amount,
  ...unsupportedAll('discounts', 'invoiceitem', 'quantity_decimal', 'tax_behavior', 'tax_code', 'tax_rates'),
  ...unsupportedAll('unit_amount_decimal'),
})

/** What `POST /v1/invoices/create_preview` takes. */
export const previewParams = {
  currency,
  customer: text(),
  discounts: discountsParam,
  invoice_items: list(invoiceItem, 250),
  schedule: text(),
  schedule_details: hash({
    end_behavior: endBehavior,
    phases,
    proration_behavior: prorationBehavior,
    ...unsupportedAll('billing_mode', 'pause_schedules'),
  }),
  subscription: text(),
  subscription_details: hash({
    billing_cycle_anchor: hash({ type: needed(notYet(oneOf('now', 'unchanged'), 'timestamp')) }),
    cancel_at: emptyable(cancelAt),
    cancel_at_period_end: boolean,
    cancel_now: boolean,
    items: itemsParam,
    metadata: emptyable(metadata),
    proration_behavior: prorationBehavior,
    proration_date: integer(),
    trial_end: integerOr('now'),
    ...unsupportedAll('billing_mode', 'billing_schedules', 'default_tax_rates', 'pause', 'resume_at', 'start_date'),
  }),
  ...unsupportedAll('automatic_tax', 'customer_account', 'customer_details', 'issuer', 'on_behalf_of', 'preview_mode'),
}

export type PreviewValues = Values<typeof previewParams>
export type PreviewItem = NonNullable<PreviewValues['invoice_items']>[number]
