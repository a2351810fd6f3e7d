import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Invoice, Schedule } from '../core/stored'
import type { World } from '../core/world'
import { changesOf } from '../resources/changes'
import { applyPhase } from './follow-schedule'
import { type Phase, type PhaseValues, type Present, phasesOf } from './phases'

export type ScheduleUpdate = {
  end_behavior?: 'cancel' | 'release' | undefined
  metadata?: Record<string, string> | null | undefined
  phases?: PhaseValues[] | undefined
  proration_behavior?: PhaseValues['proration_behavior']
}

/**
 * Plans a schedule anew. Where that changes what is sold right now, what it costs is drafted and handed to `collect`.
 * @throws Failure for phases that do not go together, or that do not begin with the present one
 */
export function updateSchedule(
  world: World,
  before: Schedule,
  params: ScheduleUpdate,
  collect: (draft: Invoice) => void,
): Schedule {
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
    applyPhase(world, subscription, { ...first, proration_behavior: proration }, collect)
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
