import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { endSubscription } from './end-subscription'
import { markPaused } from './pause-subscription'

/**
 * Ends a trial for which there is nothing to charge, as its settings have it: by a pause or by the end of it all.
 * @returns null when there is something to charge, or when an invoice is wanted all the same
 */
export function endUnpaidTrial(world: World, subscription: Subscription): Subscription | null {
  const { customer, payment_method } = world.store.tables
  const owner = customer.get(subscription.customer)
  const method = subscription.default_payment_method ?? owner?.invoice_settings.default_payment_method
  const isSent = subscription.collection_method === 'send_invoice'
  if (subscription.status !== 'trialing' || isSent || payment_method.get(method ?? '')) return null
  const without = subscription.trial_settings?.end_behavior.missing_payment_method
  if (without === 'cancel') return endSubscription(world, subscription)
  if (without !== 'pause') return null
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: world.now }))
  const ended = { ...subscription, items: { ...subscription.items, data }, trial_end: world.now }
  return markPaused(world, ended, 'trial_end_without_payment_method')
}
