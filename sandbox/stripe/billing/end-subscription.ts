import type { Subscription } from '../core/stored'
import type { World } from '../core/world'

type Details = NonNullable<Subscription['cancellation_details']>
export const noDetails: Details = { comment: null, feedback: null, feedback_option: null, reason: null }

/** Whether nothing more will come of a subscription. */
export function hasEnded({ status }: Pick<Subscription, 'status'>): boolean {
  return status === 'canceled' || status === 'incomplete_expired'
}

/** Ends a subscription now, and tells of it. Its open invoices stay open and are no longer tried. */
export function endSubscription(
  world: World,
  before: Subscription,
  reason: Details['reason'] = 'cancellation_requested',
): Subscription {
  const { subscription: subscriptions, trial_notice } = world.store.tables
  const after = subscriptions.put({
    ...before,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: before.canceled_at ?? world.now,
    cancellation_details: { ...(before.cancellation_details ?? noDetails), reason },
    ended_at: world.now,
    schedule: null,
    status: 'canceled',
  })
  trial_notice.remove(before.id)
  stopCollection(world, before.id)
  world.emit('customer.subscription.deleted', after)
  endSchedule(world, before.schedule)
  return after
}

/** Whoever ended a subscription is not charged for it any more, as far as nobody asks for it by hand. */
function stopCollection(world: World, subscription: string) {
  const invoices = world.store.tables.invoice
  for (const invoice of [...invoices.newestFirst()]) {
    if (invoice.parent?.subscription_details?.subscription !== subscription) continue
    if (invoice.status !== 'open' && invoice.status !== 'draft') continue
    invoices.put({ ...invoice, auto_advance: false, next_payment_attempt: null })
  }
}

function endSchedule(world: World, id: string | null) {
  const schedule = world.store.tables.subscription_schedule.get(id ?? '')
  if (!schedule || (schedule.status !== 'active' && schedule.status !== 'not_started')) return
  const canceled = world.store.tables.subscription_schedule.put({
    ...schedule,
    canceled_at: world.now,
    current_phase: null,
    status: 'canceled',
  })
  world.emit('subscription_schedule.canceled', canceled)
}
