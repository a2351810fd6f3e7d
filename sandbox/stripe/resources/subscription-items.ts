import { collectDraft } from '../billing/collect-draft'
import { updateSubscription } from '../billing/update-subscription'
import { invalid, missing } from '../core/failure'
import { pageOfItems, paging } from '../core/page-of-list'
import { boolean, emptyable, integer, metadata, needed, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import type { Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { recurringPriceData } from './price-params'
import { paymentBehavior, prorationBehavior, quantity } from './subscription-params'
import { findLive, findSubscription } from './subscriptions'

const billing = {
  payment_behavior: paymentBehavior,
  proration_behavior: prorationBehavior,
  proration_date: integer(),
}
const item = {
  price: text(),
  price_data: recurringPriceData,
  quantity,
  ...unsupportedAll('billing_thresholds', 'current_trial', 'discounts', 'plan', 'tax_rates'),
}
const createParams = { ...billing, ...item, metadata, subscription: needed(text()) }
const updateParams = { ...billing, ...item, metadata: emptyable(metadata), ...unsupportedAll('off_session') }
const deleteParams = { ...billing, clear_usage: boolean }

export const subscriptionItemRoutes = [
  route('POST', '/v1/subscription_items', createParams, (world, params) => {
    const { payment_behavior, proration_behavior, proration_date, subscription: id, ...values } = params
    const before = findLive(world, id, 'subscription')
    const known = new Set(before.items.data.map((row) => row.id))
    const change = { items: [values], proration_behavior, proration_date }
    const after = updateSubscription(world, before, change, (draft) => collectDraft(world, draft, payment_behavior))
    return after.items.data.find((row) => !known.has(row.id)) ?? after.items.data[0] ?? {}
  }),
  route('GET', '/v1/subscription_items', { ...paging, subscription: needed(text()) }, (world, params) => {
    const { items } = findSubscription(world, params.subscription, 'subscription')
    return pageOfItems(items.data, 'subscription item', items.url, params)
  }),
  route('GET', '/v1/subscription_items/:id', {}, (world, _params, id = '') => find(world, id).item),
  route('POST', '/v1/subscription_items/:id', updateParams, (world, params, id = '') => {
    const { payment_behavior, proration_behavior, proration_date, ...values } = params
    const change = { items: [{ ...values, id }], proration_behavior, proration_date }
    const { subscription } = find(world, id)
    updateSubscription(world, findLive(world, subscription.id), change, (draft) =>
      collectDraft(world, draft, payment_behavior),
    )
    return find(world, id).item
  }),
  route('DELETE', '/v1/subscription_items/:id', deleteParams, (world, params, id = '') => {
    if (params.clear_usage) throw invalid('Only a metered item has usage to clear.', { param: 'clear_usage' })
    const { payment_behavior, proration_behavior, proration_date } = params
    const change = { items: [{ id, deleted: true }], proration_behavior, proration_date }
    const { subscription } = find(world, id)
    updateSubscription(world, findLive(world, subscription.id), change, (draft) =>
      collectDraft(world, draft, payment_behavior),
    )
    return { id, object: 'subscription_item', deleted: true }
  }),
]

function find(world: World, id: string): { subscription: Subscription; item: SubscriptionItem } {
  const owner = world.store.tables.item_owner.get(id)
  const subscription = world.store.tables.subscription.get(owner?.subscription ?? '')
  const found = subscription?.items.data.find((row) => row.id === id)
  if (!subscription || !found) throw missing('subscription item', id)
  return { subscription, item: found }
}
