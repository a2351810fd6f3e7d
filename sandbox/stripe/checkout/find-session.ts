import { missing } from '../core/failure'
import type { Session } from '../core/stored'
import type { World } from '../core/world'

/** @throws Failure `resource_missing` */
export function findSession(world: World, id: string): Session {
  const session = world.store.tables.session.get(id)
  if (session) return session
  throw missing('checkout.session', id)
}
