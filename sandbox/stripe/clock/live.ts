import type { World } from '../core/world'
import type { Agenda } from './agenda'
import { happen } from './happenings'

/**
 * Lets everything happen that is due by now in the stand-in's own time. Each happening is a transaction of its own and
 * takes place at its own moment, in the order of time.
 */
export function live(world: World, agenda: Agenda): void {
  liveUntil(world, agenda, { clock: null, until: world.now }, Number.POSITIVE_INFINITY)
}

/**
 * Goes on with the test clocks that are being advanced, in the same way, for about that long.
 * @param forMs years of renewals are too much at a time: other requests are answered between two parts of it
 * @returns whether there is more to do
 */
export function advanceClocks(world: World, agenda: Agenda, forMs: number): boolean {
  const deadline = performance.now() + forMs
  for (const { id, status_details } of [...world.store.tables.test_clock.oldestFirst()]) {
    const target = status_details.advancing?.target_frozen_time
    if (target === undefined) continue
    if (!liveUntil(world, agenda, { clock: id, until: target }, deadline)) return true
    world.at(target, () => world.change(() => arrive(world, id, target)))
  }
  return false
}

/** @returns false when the deadline came first */
function liveUntil(
  world: World,
  agenda: Agenda,
  { clock, until }: { clock: string | null; until: number },
  deadline: number,
): boolean {
  for (let entry = agenda.take(clock, until); entry; entry = agenda.take(clock, until)) {
    try {
      happen(world, entry)
    } catch (error) {
      // One thing that cannot happen, such as a phase whose price is gone, must not stop time for all others.
      process.stderr.write(`${entry.table} ${entry.id}: ${error instanceof Error ? error.stack : error}\n`)
    }
    if (performance.now() >= deadline) return false
  }
  return true
}

function arrive(world: World, id: string, target: number) {
  const clocks = world.store.tables.test_clock
  const clock = clocks.get(id)
  if (!clock) return
  const ready = clocks.put({ ...clock, frozen_time: target, status: 'ready', status_details: {} })
  world.emit('test_helpers.test_clock.ready', ready)
}
