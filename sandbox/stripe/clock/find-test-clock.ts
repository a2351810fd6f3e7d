import { missing } from '../core/failure'
import type { TestClock } from '../core/stored'
import type { World } from '../core/world'

/** @throws Failure `resource_missing` */
export function findTestClock(world: World, id: string, param = 'id'): TestClock {
  const clock = world.store.tables.test_clock.get(id)
  if (!clock) throw missing('test clock', id, param)
  return clock
}
