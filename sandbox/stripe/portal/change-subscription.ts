import { noDetails } from '../billing/end-subscription'
import { tellOfChanges } from '../billing/tell-of-changes'
import type { Subscription } from '../core/stored'
import type { World } from '../core/world'

type Feedback = NonNullable<Subscription['cancellation_details']>['feedback']

/**
 * Lets a subscription end with what is paid for. As in Stripe's portal with flexible billing, only `cancel_at` says so:
 * `cancel_at_period_end` stays false.
 */
export function cancelAtPeriodEnd(world: World, subscription: Subscription, feedback: Feedback): void {
  const cancelAt = Math.max(...subscription.items.data.map((item) => item.current_period_end))
  change(world, subscription, {
    cancel_at: cancelAt,
    canceled_at: world.now,
    cancellation_details: { ...noDetails, feedback, reason: 'cancellation_requested' },
  })
}

/** Takes an announced end back. */
export function keepSubscription(world: World, subscription: Subscription): void {
  change(world, subscription, {
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: noDetails,
  })
}

function change(world: World, subscription: Subscription, changes: Partial<Subscription>) {
  tellOfChanges(world, subscription.id, () => world.store.tables.subscription.put({ ...subscription, ...changes }))
}
