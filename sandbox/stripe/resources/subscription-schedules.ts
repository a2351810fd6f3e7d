import { cancelNow } from '../billing/cancel-now'
import { collectDraft } from '../billing/collect-draft'
import { hasEnded } from '../billing/end-subscription'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import { boolean, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Schedule } from '../core/stored'
import type { World } from '../core/world'
import { emptySchedule } from '../schedules/empty-schedule'
import { beginSchedule, releaseSchedule } from '../schedules/follow-schedule'
import { phaseOfSubscription, phasesOf } from '../schedules/phases'
import { updateSchedule } from '../schedules/update-schedule'
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
  route('GET', '/v1/subscription_schedules/:id', {}, (world, _params, id = '') => findSchedule(world, id)),
  route('POST', '/v1/subscription_schedules/:id', updateParams, (world, params, id = '') =>
    updateSchedule(world, running(findSchedule(world, id)), params, (draft) => collectDraft(world, draft)),
  ),
  route(
    'POST',
    '/v1/subscription_schedules/:id/release',
    unsupportedAll('preserve_cancel_date'),
    (world, _params, id = '') => releaseSchedule(world, running(findSchedule(world, id))),
  ),
  route(
    'POST',
    '/v1/subscription_schedules/:id/cancel',
    { invoice_now: boolean, prorate: boolean },
    (world, params, id = '') => {
      const schedule = running(findSchedule(world, id))
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

function isWithin(wanted: ((seconds: number) => boolean) | undefined, moment: number | null): boolean {
  return wanted === undefined || (moment !== null && wanted(moment))
}

/** @throws Failure for a schedule that is over */
export function running(schedule: Schedule): Schedule {
  if (schedule.status === 'active' || schedule.status === 'not_started') return schedule
  throw invalid(`You cannot change a subscription schedule that is in the \`${schedule.status}\` status.`)
}

/** @throws Failure `resource_missing` */
export function findSchedule(world: World, id: string, param = 'id'): Schedule {
  const row = world.store.tables.subscription_schedule.get(id)
  if (!row) throw missing('subscription schedule', id, param)
  return row
}
