import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, emptyable, hash, integer, metadata, oneOf, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { changesOf } from './changes'

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
})

const updateParams = {
  cancel_at: emptyable(integer()),
  cancel_at_period_end: boolean,
  cancellation_details: cancellationDetails,
  default_payment_method: text(),
  description: emptyable(text(500)),
  metadata: emptyable(metadata),
  ...unsupportedAll('add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_cycle_anchor'),
  ...unsupportedAll('billing_schedules', 'billing_thresholds', 'collection_method', 'days_until_due'),
  ...unsupportedAll('default_source', 'default_tax_rates', 'discounts', 'invoice_settings', 'items', 'off_session'),
  ...unsupportedAll('on_behalf_of', 'pause_collection', 'payment_behavior', 'payment_settings', 'proration_behavior'),
  ...unsupportedAll('pending_invoice_item_interval', 'proration_date', 'transfer_data', 'trial_end'),
  ...unsupportedAll('trial_from_plan', 'trial_settings'),
}

const listParams = {
  ...paging,
  created: range,
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
  ...unsupportedAll('automatic_tax', 'collection_method', 'current_period_end', 'current_period_start', 'plan'),
  ...unsupportedAll('customer_account', 'test_clock'),
}

export const subscriptionRoutes = [
  route('GET', '/v1/subscriptions', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.subscription,
      'subscription',
      '/v1/subscriptions',
      params,
      (row) =>
        hasStatus(row, params.status) &&
        (params.customer === undefined || row.customer === params.customer) &&
        (params.price === undefined || row.items.data.some((item) => item.price.id === params.price)) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/subscriptions/:id', {}, (world, _params, id = '') => findSubscription(world, id)),
  route('POST', '/v1/subscriptions/:id', updateParams, (world, params, id = '') => {
    const before = findLive(world, id)
    const paymentMethod = params.default_payment_method
    if (paymentMethod && world.store.tables.payment_method.get(paymentMethod)?.customer !== before.customer) {
      throw missing('PaymentMethod', paymentMethod, 'default_payment_method')
    }
    const after: Subscription = {
      ...before,
      ...cancellation(world, before, params),
      cancellation_details: withDetails(before, params.cancellation_details),
      default_payment_method: paymentMethod ?? before.default_payment_method,
      description: params.description === undefined ? before.description : params.description,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
    }
    const previous = changesOf(before, after)
    if (!previous) return before
    world.emit('customer.subscription.updated', after, previous)
    return world.store.tables.subscription.put(after)
  }),
  route(
    'DELETE',
    '/v1/subscriptions/:id',
    { cancellation_details: cancellationDetails, ...unsupportedAll('invoice_now', 'prorate') },
    (world, params, id = '') => {
      const before = findLive(world, id)
      return endSubscription(world, {
        ...before,
        cancellation_details: withDetails(before, params.cancellation_details),
      })
    },
  ),
]

/** Ends a subscription now, and tells of it. */
export function endSubscription(world: World, before: Subscription): Subscription {
  const after = world.store.tables.subscription.put({
    ...before,
    status: 'canceled',
    canceled_at: world.now,
    ended_at: world.now,
    cancel_at: null,
    cancel_at_period_end: false,
    cancellation_details: { ...(before.cancellation_details ?? noDetails), reason: 'cancellation_requested' },
  })
  world.emit('customer.subscription.deleted', after)
  return after
}

function findSubscription(world: World, id: string): Subscription {
  const subscription = world.store.tables.subscription.get(id)
  if (!subscription) throw missing('subscription', id)
  return subscription
}

function findLive(world: World, id: string): Subscription {
  const subscription = findSubscription(world, id)
  if (subscription.status === 'canceled') throw missing('subscription', id)
  return subscription
}

function hasStatus(row: Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true
  if (wanted === undefined) return row.status !== 'canceled'
  if (wanted === 'ended') return row.status === 'canceled' || row.status === 'incomplete_expired'
  return row.status === wanted
}

function cancellation(
  world: World,
  before: Subscription,
  params: { cancel_at?: number | null | undefined; cancel_at_period_end?: boolean | undefined },
): Pick<Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at'> {
  if (params.cancel_at && params.cancel_at_period_end) {
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      param: 'cancel_at',
      code: 'parameters_exclusive',
    })
  }
  if (typeof params.cancel_at === 'number') {
    if (params.cancel_at <= world.now) throw invalid('cancel_at must be in the future.', { param: 'cancel_at' })
    return { cancel_at: params.cancel_at, cancel_at_period_end: false, canceled_at: world.now }
  }
  if (params.cancel_at_period_end === true) {
    const cancelAt = Math.max(...before.items.data.map((item) => item.current_period_end))
    return { cancel_at: cancelAt, cancel_at_period_end: true, canceled_at: before.canceled_at ?? world.now }
  }
  if (params.cancel_at === null || params.cancel_at_period_end === false) {
    return { cancel_at: null, cancel_at_period_end: false, canceled_at: null }
  }
  const { cancel_at, cancel_at_period_end, canceled_at } = before
  return { cancel_at, cancel_at_period_end, canceled_at }
}

type Details = NonNullable<Subscription['cancellation_details']>
const noDetails: Details = { comment: null, feedback: null, feedback_option: null, reason: null }

function withDetails(
  before: Subscription,
  given: { comment?: string | null | undefined; feedback?: Details['feedback'] | undefined } | undefined,
): Subscription['cancellation_details'] {
  if (!given) return before.cancellation_details
  const details = before.cancellation_details ?? noDetails
  return {
    ...details,
    comment: given.comment === undefined ? details.comment : given.comment,
    feedback: given.feedback === undefined ? details.feedback : given.feedback,
  }
}
