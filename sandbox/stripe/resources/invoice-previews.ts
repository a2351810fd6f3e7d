import { previewChange, previewEnd, previewPending } from '../billing/preview-invoice'
import { invalid } from '../core/failure'
import {
  boolean,
  emptyable,
  hash,
  integer,
  needed,
  notYet,
  oneOf,
  text,
  unsupportedAll,
  type Values,
} from '../core/params'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from './customers'
import { cancelAt, discountsParam, integerOr, itemsParam, prorationBehavior } from './subscription-params'
import { findLive } from './subscriptions'

export const previewParams = {
  customer: text(),
  discounts: discountsParam,
  subscription: text(),
  subscription_details: hash({
    billing_cycle_anchor: hash({ type: needed(notYet(oneOf('now', 'unchanged'), 'timestamp')) }),
    cancel_at: emptyable(cancelAt),
    cancel_at_period_end: boolean,
    cancel_now: boolean,
    items: itemsParam,
    proration_behavior: prorationBehavior,
    proration_date: integer(),
    trial_end: integerOr('now'),
    ...unsupportedAll('billing_mode', 'billing_schedules', 'default_tax_rates', 'metadata', 'pause', 'resume_at'),
    ...unsupportedAll('start_date'),
  }),
  ...unsupportedAll('automatic_tax', 'currency', 'customer_account', 'customer_details', 'invoice_items', 'issuer'),
  ...unsupportedAll('on_behalf_of', 'preview_mode', 'schedule', 'schedule_details'),
}

/** `POST /v1/invoices/create_preview`. Nothing is stored. */
export function previewInvoice(world: World, params: Values<typeof previewParams>): Invoice {
  const details = params.subscription_details
  if (params.subscription === undefined) {
    if (details) {
      throw invalid('Stripe can preview a subscription that is not there yet, but this stand-in does not yet.', {
        param: 'subscription_details',
      })
    }
    if (params.customer === undefined) {
      throw invalid('You must pass either customer or subscription.', { param: 'customer', code: 'parameter_missing' })
    }
    return previewPending(world, findCustomer(world, params.customer, 'customer'))
  }
  const subscription = findLive(world, params.subscription, 'subscription')
  if (params.customer !== undefined && params.customer !== subscription.customer) {
    throw invalid(`The subscription ${subscription.id} is not of the customer ${params.customer}.`, {
      param: 'customer',
    })
  }
  if (details?.cancel_now) return previewEnd(world, subscription, details.proration_behavior !== 'none')
  const { cancel_now: _, ...change } = details ?? {}
  return previewChange(world, subscription, { ...change, discounts: params.discounts })
}
