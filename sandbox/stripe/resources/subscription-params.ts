import type { Tree } from '../core/form'
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
  type Param,
  range,
  text,
  unsupportedAll,
} from '../core/params'
import { recurringPriceData } from './price-params'

/** A whole number, or one of a few words. */
export function integerOr<const Word extends string>(...words: Word[]): Param<number | Word> {
  return (tree: Tree, path: string) =>
    typeof tree === 'string' && /^-?\d/.test(tree) ? integer()(tree, path) : oneOf(...words)(tree, path)
}

export const discountsParam = emptyable(list(hash({ coupon: text(), discount: text(), promotion_code: text() }), 20))
export const quantity = integer({ min: 0, max: 999_999 })
export const prorationBehavior = oneOf('always_invoice', 'create_prorations', 'none')
export const paymentBehavior = notYet(
  oneOf('allow_incomplete', 'default_incomplete', 'error_if_incomplete'),
  'pending_if_incomplete',
)
export const cancelAt = notYet(integerOr('max_period_end', 'min_period_end'), 'max_billed_until')

const cancellationDetails = hash({
  comment: emptyable(text()),
  feedback: emptyable(
    oneOf(
      'customer_service',
      'low_quality',
      'missing_features',
      'other',
      'switched_service',
      'too_complex',
      'too_expensive',
      'unused',
    ),
  ),
  ...unsupportedAll('feedback_option'),
})

const newItem = {
  metadata: emptyable(metadata),
  price: text(),
  price_data: recurringPriceData,
  quantity,
  ...unsupportedAll('billing_thresholds', 'current_trial', 'discounts', 'plan', 'tax_rates'),
}

/** Items as an update or a preview names them: by id to change, without to add. */
export const itemsParam = list(hash({ ...newItem, deleted: boolean, id: text(), ...unsupportedAll('clear_usage') }), 20)

const trialSettings = hash({
  end_behavior: needed(
    hash({
      missing_payment_method: needed(oneOf('cancel', 'create_invoice', 'pause')),
      ...unsupportedAll('billing_cycle_anchor'),
    }),
  ),
})
export const trialSettingsParam = trialSettings

const paymentSettings = hash({
  save_default_payment_method: oneOf('off', 'on_subscription'),
  ...unsupportedAll('payment_method_options', 'payment_method_types'),
})

export const daysUntilDue = integer({ min: 0, max: 365 })

export const createParams = {
  add_invoice_items: list(
    hash({
      price: needed(text()),
      quantity: integer({ min: 1 }),
      ...unsupportedAll('discountable', 'discounts', 'metadata', 'period', 'price_data', 'tax_rates'),
    }),
    20,
  ),
  cancel_at: cancelAt,
  cancel_at_period_end: boolean,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  currency: text(3),
  customer: needed(text()),
  days_until_due: daysUntilDue,
  default_payment_method: text(),
  description: text(500),
  discounts: discountsParam,
  items: needed(list(hash(newItem), 20)),
  metadata: emptyable(metadata),
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  trial_end: integerOr('now'),
  trial_period_days: integer({ min: 1, max: 730 }),
  trial_settings: trialSettings,
  ...unsupportedAll('application_fee_percent', 'automatic_tax', 'backdate_start_date', 'billing_cycle_anchor'),
  ...unsupportedAll('billing_cycle_anchor_config', 'billing_mode', 'billing_schedules', 'billing_thresholds'),
  ...unsupportedAll('customer_account', 'default_source', 'default_tax_rates', 'invoice_settings'),
  ...unsupportedAll('off_session', 'on_behalf_of', 'pending_invoice_item_interval', 'proration_behavior'),
  ...unsupportedAll('transfer_data', 'trial_from_plan'),
}

export const updateParams = {
  billing_cycle_anchor: hash({ type: needed(oneOf('now', 'unchanged')) }),
  cancel_at: emptyable(cancelAt),
  cancel_at_period_end: boolean,
  cancellation_details: cancellationDetails,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  days_until_due: daysUntilDue,
  default_payment_method: text(),
  description: emptyable(text(500)),
  discounts: discountsParam,
  items: itemsParam,
  metadata: emptyable(metadata),
  pause_collection: emptyable(
    hash({ behavior: needed(oneOf('keep_as_draft', 'mark_uncollectible', 'void')), resumes_at: integer() }),
  ),
  payment_behavior: paymentBehavior,
  payment_settings: paymentSettings,
  proration_behavior: prorationBehavior,
  proration_date: integer(),
  trial_end: integerOr('now'),
  trial_settings: trialSettings,
  ...unsupportedAll('add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_schedules'),
  ...unsupportedAll('billing_thresholds', 'default_source', 'default_tax_rates'),
  ...unsupportedAll('invoice_settings', 'off_session', 'on_behalf_of', 'pending_invoice_item_interval'),
  ...unsupportedAll('transfer_data', 'trial_from_plan'),
}

export const pauseParams = {
  bill_for: hash({
    outstanding_usage_through: hash({ type: needed(oneOf('none', 'now')) }),
    unused_time_from: hash({ type: needed(oneOf('item_current_period_start', 'none', 'now')) }),
  }),
  invoicing_behavior: oneOf('invoice', 'pending_invoice_item'),
  type: oneOf('subscription'),
}

export const resumeParams = {
  billing_cycle_anchor: hash({ type: needed(notYet(oneOf('now'), 'unchanged')) }),
  payment_behavior: oneOf('resume_on_payment_attempt', 'resume_on_payment_success'),
  ...unsupportedAll('proration_behavior', 'proration_date'),
}

export const cancelParams = {
  cancellation_details: cancellationDetails,
  invoice_now: boolean,
  prorate: boolean,
}

export const listParams = {
  ...paging,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  created: range,
  current_period_end: range,
  current_period_start: range,
  customer: text(),
  price: text(),
  status: oneOf(
    'active',
    'all',
    'canceled',
    'ended',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
  ),
  test_clock: text(),
  ...unsupportedAll('automatic_tax', 'customer_account', 'plan'),
}
