import type { World } from '../core/world'
import { changesOf } from '../resources/changes'

/**
 * Runs work that may change a subscription in several steps, then tells of all of them in one
 * `customer.subscription.updated`. An end is told by the event of its own.
 */
export function tellOfChanges<Result>(
  world: World,
  subscriptionId: string | null | undefined,
  work: () => Result,
): Result {
  const subscriptions = world.store.tables.subscription
  const before = subscriptions.get(subscriptionId ?? '')
  const result = work()
  const after = subscriptions.get(subscriptionId ?? '')
  if (!before || !after || after.status === 'canceled') return result
  const previous = changesOf(before, after)
  if (previous) world.emit('customer.subscription.updated', after, previous)
  return result
}
