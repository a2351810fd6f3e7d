import { collectDraft } from '../billing/collect-draft'
import { endSubscription } from '../billing/end-subscription'
import { subscribe } from '../billing/subscribe'
import { type UpdateValues, updateSubscription } from '../billing/update-subscription'
import type { Happening } from '../clock/happenings'
import type { Invoice, Schedule, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from '../resources/customers'
import type { Phase } from './phases'

/** The beginning of a schedule, and each change from one phase to the next. It goes before the renewal of that moment. */
export const scheduleTime: Happening<'subscription_schedule'> = {
  table: 'subscription_schedule',
  rank: 1,
  due(schedule) {
    if (schedule.status === 'not_started') return schedule.phases[0]?.start_date ?? null
    return schedule.status === 'active' ? (schedule.current_phase?.end_date ?? null) : null
  },
  happen(world, schedule) {
    if (schedule.status === 'not_started') beginSchedule(world, schedule)
    else goOn(world, schedule)
  },
}

/** Makes the subscription of a schedule whose first phase begins. */
export function beginSchedule(world: World, schedule: Schedule): Schedule {
  const [phase] = schedule.phases
  if (!phase) return schedule
  const subscription = subscribe(world, findCustomer(world, schedule.customer, 'customer'), {
    items: phase.items.map(valuesOf),
    extras: [],
    metadata: phase.metadata ?? {},
    payment_behavior: 'default_incomplete',
    trialEnd: null,
  })
  world.store.tables.subscription.put({ ...subscription, schedule: schedule.id })
  const begun = world.store.tables.subscription_schedule.put({
    ...schedule,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    status: 'active',
    subscription: subscription.id,
  })
  const invoice = world.store.tables.invoice.get(subscription.latest_invoice ?? '')
  if (invoice?.status === 'open') world.store.tables.invoice.put({ ...invoice, next_payment_attempt: world.now })
  world.emit('subscription_schedule.updated', begun)
  return begun
}

/** Makes the items of a subscription those of a phase; what that costs now is drafted and handed to `collect`. */
export function applyPhase(
  world: World,
  subscription: Subscription,
  phase: Phase,
  collect: (draft: Invoice) => void,
): void {
  const known = subscription.items.data
  const items = phase.items.map((item, index) => ({ ...valuesOf(item), id: known[index]?.id }))
  const surplus = known.slice(phase.items.length).map(({ id }) => ({ id, deleted: true }))
  const behavior = phase.proration_behavior
  const proration_behavior: UpdateValues['proration_behavior'] =
    behavior === 'none' ? 'none' : behavior === 'always_invoice' ? 'always_invoice' : 'create_prorations'
  const change = { items: [...items, ...surplus], metadata: phase.metadata ?? {}, proration_behavior }
  updateSubscription(world, subscription, change, collect)
}

/** An item of a phase as an item of a subscription is described. */
export function valuesOf({ price, quantity, metadata }: Phase['items'][number]) {
  return { price, quantity, metadata: metadata ?? {}, isPlanned: true }
}

function goOn(world: World, schedule: Schedule) {
  const { subscription: subscriptions, subscription_schedule: schedules } = world.store.tables
  const subscription = subscriptions.get(schedule.subscription ?? '')
  const next = schedule.phases.find((phase) => phase.start_date >= (schedule.current_phase?.end_date ?? 0))
  if (!subscription) return
  if (!next) return finish(world, schedule, subscription)
  const after = schedules.put({
    ...schedule,
    current_phase: { start_date: next.start_date, end_date: next.end_date },
  })
  applyPhase(world, subscription, next, (draft) => collectDraft(world, draft))
  world.emit('subscription_schedule.updated', after, { current_phase: schedule.current_phase })
}

function finish(world: World, schedule: Schedule, subscription: Subscription) {
  if (schedule.end_behavior !== 'cancel') return releaseSchedule(world, schedule)
  const completed = world.store.tables.subscription_schedule.put({
    ...schedule,
    completed_at: world.now,
    current_phase: null,
    status: 'completed',
  })
  world.emit('subscription_schedule.completed', completed)
  endSubscription(world, { ...subscription, schedule: null })
}

/** Ends a schedule and leaves its subscription as it is. */
export function releaseSchedule(world: World, schedule: Schedule): Schedule {
  const { subscription: subscriptions, subscription_schedule: schedules } = world.store.tables
  const subscription = subscriptions.get(schedule.subscription ?? '')
  if (subscription) {
    const freed = subscriptions.put({ ...subscription, schedule: null })
    world.emit('customer.subscription.updated', freed, { schedule: schedule.id })
  }
  const released = schedules.put({
    ...schedule,
    current_phase: null,
    released_at: world.now,
    released_subscription: schedule.subscription,
    status: 'released',
    subscription: null,
  })
  world.emit('subscription_schedule.released', released)
  return released
}
