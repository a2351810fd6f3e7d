import type { TestClock } from '../core/stored'
import type { World } from '../core/world'
import type { Agenda } from './agenda'
import { happen } from './happenings'

/**
 * Lets everything happen that is due by now, in the stand-in's own time and on each test clock that is being advanced.
 * Each happening is a transaction of its own and takes place at its own moment, in the order of time.
 */
export function live(world: World, agenda: Agenda): void {
  liveUntil(world, agenda, null, world.now)
  for (const clock of world.store.tables.test_clock.oldestFirst()) {
    const target = clock.status_details.advancing?.target_frozen_time
    if (target === undefined) continue
    liveUntil(world, agenda, clock.id, target)
    world.at(target, () => world.change(() => arrive(world, clock, target)))
  }
}

function liveUntil(world: World, agenda: Agenda, clock: string | null, until: number) {
  for (let entry = agenda.take(clock, until); entry; entry = agenda.take(clock, until)) {
    try {
      happen(world, entry)
    } catch (error) {
      // One thing that cannot happen, such as a phase whose price is gone, must not stop time for all others.
      process.stderr.write(`${entry.table} ${entry.id}: ${error instanceof Error ? error.stack : error}\n`)
    }
  }
}

function arrive(world: World, clock: TestClock, target: number) {
  const ready = world.store.tables.test_clock.put({
    ...clock,
    frozen_time: target,
    status: 'ready',
    status_details: {},
  })
  world.emit('test_helpers.test_clock.ready', ready)
}
