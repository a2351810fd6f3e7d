import { cancelNow } from '../billing/cancel-now'
import { hasEnded } from '../billing/end-subscription'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import { boolean, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Schedule } from '../core/stored'
import type { World } from '../core/world'
import { emptySchedule } from '../schedules/empty-schedule'
import { applyPhase, beginSchedule, releaseSchedule } from '../schedules/follow-schedule'
import { type Phase, type Present, phaseOfSubscription, phasesOf } from '../schedules/phases'
import { changesOf } from './changes'
import { findCustomer } from './customers'
import { createParams, listParams, updateParams } from './subscription-schedule-params'
import { findLive } from './subscriptions'

export const subscriptionScheduleRoutes = [
  route('POST', '/v1/subscription_schedules', createParams, (world, params) =>
    params.from_subscription === undefined ? create(world, params) : takeOver(world, params.from_subscription, params),
  ),
  route('GET', '/v1/subscription_schedules', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.subscription_schedule,
      'subscription schedule',
      '/v1/subscription_schedules',
      params,
      (row) =>
        (params.customer === undefined || row.customer === params.customer) &&
        (params.scheduled === undefined || (row.status === 'not_started') === params.scheduled) &&
        (params.created?.(row.created) ?? true) &&
        isWithin(params.canceled_at, row.canceled_at) &&
        isWithin(params.completed_at, row.completed_at) &&
        isWithin(params.released_at, row.released_at),
    ),
  ),
  route('GET', '/v1/subscription_schedules/:id', {}, (world, _params, id = '') => find(world, id)),
  route('POST', '/v1/subscription_schedules/:id', updateParams, (world, params, id = '') =>
    update(world, running(find(world, id)), params),
  ),
  route(
    'POST',
    '/v1/subscription_schedules/:id/release',
    unsupportedAll('preserve_cancel_date'),
    (world, _params, id = '') => releaseSchedule(world, running(find(world, id))),
  ),
  route(
    'POST',
    '/v1/subscription_schedules/:id/cancel',
    { invoice_now: boolean, prorate: boolean },
    (world, params, id = '') => {
      const schedule = running(find(world, id))
      const canceled = world.store.tables.subscription_schedule.put({
        ...schedule,
        canceled_at: world.now,
        current_phase: null,
        status: 'canceled',
      })
      const subscription = world.store.tables.subscription.get(schedule.subscription ?? '')
      if (subscription && !hasEnded(subscription)) {
        const how = { prorates: params.prorate ?? true, invoicesNow: params.invoice_now ?? true }
        cancelNow(world, { ...subscription, schedule: null }, how)
      }
      world.emit('subscription_schedule.canceled', canceled)
      return canceled
    },
  ),
]

function create(world: World, params: Values<typeof createParams>): Schedule {
  for (const name of ['customer', 'phases'] as const) {
    if (params[name] !== undefined) continue
    throw invalid(`Missing required param: ${name}.`, { param: name, code: 'parameter_missing' })
  }
  const customer = findCustomer(world, params.customer ?? '', 'customer')
  const start = typeof params.start_date === 'number' ? params.start_date : world.now
  if (start < world.now) {
    throw invalid('Stripe can begin a schedule in the past, but this stand-in does not yet.', { param: 'start_date' })
  }
  const made = world.store.tables.subscription_schedule.put({
    ...emptySchedule(world, customer.id, customer.test_clock ?? null),
    end_behavior: params.end_behavior ?? 'release',
    metadata: mergeMetadata({}, params.metadata),
    phases: phasesOf(world, params.phases ?? [], start),
  })
  world.emit('subscription_schedule.created', made)
  return start <= world.now ? beginSchedule(world, made) : made
}

function takeOver(world: World, id: string, params: Values<typeof createParams>): Schedule {
  for (const name of ['customer', 'end_behavior', 'phases', 'start_date'] as const) {
    if (params[name] === undefined) continue
    throw invalid(`You cannot set \`${name}\` if \`from_subscription\` is set.`, {
      param: name,
      code: 'parameters_exclusive',
    })
  }
  const subscription = findLive(world, id, 'from_subscription')
  if (subscription.schedule) {
    throw invalid(`The subscription ${id} is already attached to a schedule.`, { param: 'from_subscription' })
  }
  const current = phaseOfSubscription(subscription)
  const made = world.store.tables.subscription_schedule.put({
    ...emptySchedule(world, subscription.customer, subscription.test_clock),
    current_phase: { start_date: current.start_date, end_date: current.end_date },
    metadata: mergeMetadata({}, params.metadata),
    phases: [current],
    status: 'active',
    subscription: id,
  })
  const attached = world.store.tables.subscription.put({ ...subscription, schedule: made.id })
  world.emit('subscription_schedule.created', made)
  world.emit('customer.subscription.updated', attached, { schedule: null })
  return made
}

function update(world: World, before: Schedule, params: Values<typeof updateParams>): Schedule {
  const current = before.phases.find((row) => row.start_date === before.current_phase?.start_date)
  const start = params.phases?.[0]?.start_date ?? current?.start_date ?? before.phases[0]?.start_date ?? world.now
  if (before.status === 'active' && current && start !== current.start_date) {
    throw invalid('The first phase must begin when the present phase began.', { param: 'phases[0][start_date]' })
  }
  const planned = params.phases ? phasesOf(world, params.phases, start, presentOf(world, before)) : before.phases
  const first = planned[0]
  const after = world.store.tables.subscription_schedule.put({
    ...before,
    current_phase:
      before.current_phase && first && params.phases
        ? { start_date: first.start_date, end_date: first.end_date }
        : before.current_phase,
    end_behavior: params.end_behavior ?? before.end_behavior,
    metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
    phases: planned,
  })
  const subscription = world.store.tables.subscription.get(before.subscription ?? '')
  if (subscription && params.phases && first && !hasSameItems(first, current)) {
    const proration = params.proration_behavior ?? first.proration_behavior
    applyPhase(world, subscription, { ...first, proration_behavior: proration })
  }
  const previous = changesOf(before, after)
  if (previous) world.emit('subscription_schedule.updated', after, previous)
  return after
}

function presentOf(world: World, { subscription: id, phases }: Schedule): Present {
  const subscription = world.store.tables.subscription.get(id ?? '')
  const items = subscription?.items.data ?? []
  const planned = phases.flatMap((phase) => phase.items.map(({ price }) => price))
  return { currency: subscription?.currency, prices: [...items.map(({ price }) => price.id), ...planned] }
}

function hasSameItems(one: Phase, other: Phase | undefined): boolean {
  const read = (row: Phase | undefined) =>
    JSON.stringify(row?.items.map(({ price, quantity: count }) => [price, count]))
  return read(one) === read(other)
}

function isWithin(wanted: ((seconds: number) => boolean) | undefined, moment: number | null): boolean {
  return wanted === undefined || (moment !== null && wanted(moment))
}

function running(schedule: Schedule): Schedule {
  if (schedule.status === 'active' || schedule.status === 'not_started') return schedule
  throw invalid(`You cannot change a subscription schedule that is in the \`${schedule.status}\` status.`)
}

function find(world: World, id: string): Schedule {
  const row = world.store.tables.subscription_schedule.get(id)
  if (!row) throw missing('subscription schedule', id)
  return row
}
