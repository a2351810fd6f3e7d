import { finalizeAndCollect } from '../billing/bill-subscription'
import { cancelNow } from '../billing/cancel-now'
import { collectDraft } from '../billing/collect-draft'
import { hasEnded, noDetails } from '../billing/end-subscription'
import { pauseSubscription, resumeSubscription } from '../billing/pause-subscription'
import { currentPeriodEnd, currentPeriodStart } from '../billing/periods'
import { subscribe } from '../billing/subscribe'
import { updateSubscription } from '../billing/update-subscription'
import { findSoldPrice } from '../catalog/make-price'
import { findTestClock } from '../clock/find-test-clock'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import type { Values } from '../core/params'
import { route } from '../core/route'
import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from './customers'
import { cancelParams, createParams, listParams, pauseParams, resumeParams, updateParams } from './subscription-params'

export const subscriptionRoutes = [
  route('POST', '/v1/subscriptions', createParams, (world, params) => create(world, params)),
  route('GET', '/v1/subscriptions', listParams, (world, params) => {
    if (params.test_clock !== undefined) findTestClock(world, params.test_clock, 'test_clock')
    return pageOfTable(world.store.tables.subscription, 'subscription', '/v1/subscriptions', params, (row) =>
      isListed(row, params),
    )
  }),
  route('GET', '/v1/subscriptions/:id', {}, (world, _params, id = '') => findSubscription(world, id)),
  route('POST', '/v1/subscriptions/:id', updateParams, (world, params, id = '') => {
    const { payment_behavior: behavior } = params
    return updateSubscription(world, findLive(world, id), params, (draft) => collectDraft(world, draft, behavior))
  }),
  route('DELETE', '/v1/subscriptions/:id', cancelParams, (world, params, id = '') =>
    cancel(world, findLive(world, id), params),
  ),
  route('POST', '/v1/subscriptions/:id/pause', pauseParams, (world, params, id = '') => {
    const from = params.bill_for?.unused_time_from?.type ?? 'now'
    return pauseSubscription(
      world,
      findLive(world, id),
      { creditFrom: from === 'none' ? null : from, isInvoicedNow: params.invoicing_behavior === 'invoice' },
      (draft) => finalizeAndCollect(world, draft),
    )
  }),
  route('POST', '/v1/subscriptions/:id/resume', resumeParams, (world, params, id = '') =>
    resumeSubscription(
      world,
      findLive(world, id),
      { onSuccessOnly: params.payment_behavior === 'resume_on_payment_success' },
      (draft) => finalizeAndCollect(world, draft),
    ),
  ),
]

/** @throws Failure `resource_missing` */
export function findSubscription(world: World, id: string, param = 'id'): Subscription {
  const subscription = world.store.tables.subscription.get(id)
  if (!subscription) throw missing('subscription', id, param)
  return subscription
}

/**
 * A subscription that has not ended.
 * @throws Failure `resource_missing`
 */
export function findLive(world: World, id: string, param = 'id'): Subscription {
  const subscription = findSubscription(world, id, param)
  if (hasEnded(subscription)) throw missing('subscription', id, param)
  return subscription
}

function create(world: World, params: Values<typeof createParams>): Subscription {
  const customer = findCustomer(world, params.customer, 'customer')
  if (params.trial_end !== undefined && params.trial_period_days !== undefined) {
    throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'trial_period_days',
      code: 'parameters_exclusive',
    })
  }
  if (typeof params.trial_end === 'number' && params.trial_end <= world.now) {
    throw invalid('The trial end must be in the future, or `now`.', { param: 'trial_end' })
  }
  const days = params.trial_period_days
  const trialEnd = typeof params.trial_end === 'number' ? params.trial_end : days ? world.now + days * 86_400 : null
  const { payment_settings: settings, trial_settings: trial } = params
  const extras = (params.add_invoice_items ?? []).map((extra, index) => ({
    price: findSoldPrice(world, extra.price, `add_invoice_items[${index}][price]`),
    quantity: extra.quantity ?? 1,
  }))
  const subscription = subscribe(world, customer, {
    ...params,
    discounts: params.discounts ?? [],
    extras,
    metadata: mergeMetadata({}, params.metadata),
    trialEnd,
    payment_settings: settings && {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: settings.save_default_payment_method ?? 'off',
    },
    trial_settings: trial && {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: trial.end_behavior.missing_payment_method,
      },
    },
  })
  if (params.currency !== undefined && params.currency.toLowerCase() !== subscription.currency) {
    throw invalid('The prices are in another currency than the subscription is to have.', { param: 'currency' })
  }
  return subscription
}

function cancel(world: World, before: Subscription, params: Values<typeof cancelParams>): Subscription {
  const details = before.cancellation_details ?? noDetails
  const { comment = details.comment, feedback = details.feedback } = params.cancellation_details ?? {}
  const told = { ...before, cancellation_details: { ...details, comment, feedback } }
  return cancelNow(world, told, { prorates: params.prorate === true, invoicesNow: params.invoice_now === true })
}

function isListed(row: Subscription, params: Values<typeof listParams>): boolean {
  // Those on a test clock are seen with their clock or their customer only, as at Stripe.
  const isSeen = params.customer !== undefined || row.test_clock === (params.test_clock ?? null)
  return (
    isSeen &&
    hasStatus(row, params.status) &&
    (params.test_clock === undefined || row.test_clock === params.test_clock) &&
    (params.collection_method === undefined || row.collection_method === params.collection_method) &&
    (params.customer === undefined || row.customer === params.customer) &&
    (params.price === undefined || row.items.data.some((item) => item.price.id === params.price)) &&
    (params.created?.(row.created) ?? true) &&
    (params.current_period_end?.(currentPeriodEnd(row)) ?? true) &&
    (params.current_period_start?.(currentPeriodStart(row)) ?? true)
  )
}

function hasStatus(row: Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true
  if (wanted === undefined) return row.status !== 'canceled'
  if (wanted === 'ended') return hasEnded(row)
  return row.status === wanted
}
