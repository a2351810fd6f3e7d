import type { Tx } from '@/db/client'
import type { checkoutSessions } from '@/db/schema/checkout'
import type { fulfilments } from '@/db/schema/fulfilment'

/** A paid order and how far it is. */
export type Fulfilment = typeof fulfilments.$inferSelect & { order: typeof checkoutSessions.$inferSelect }

/**
 * One step: does what is outside of our database, then says what belongs into the transaction of its checkpoint.
 * It may be run again after it died anywhere, so its outside part must find what an earlier run left.
 * @throws Held to be tried again, UnderWay to be asked again, Unanswered when a part must answer first, NoRoom when a server must have room first,
 *   NeedsPerson when trying again cannot help; anything else counts as Held
 */
export type Step = (fulfilment: Fulfilment) => Promise<Commit>

export type Commit = (tx: Tx) => Promise<void>

/** The step cannot be done yet. */
export class Held extends Error {
  override name = 'Held'

  constructor(
    message: string,
    /** How long to wait before it is tried again, at the least. */
    readonly atLeastMs = 0,
  ) {
    super(message)
  }
}

/** A server has begun what was asked of it and is not done. */
export class UnderWay extends Error {
  override name = 'UnderWay'

  constructor(
    message: string,
    /** How long to wait before it is asked again. */
    readonly pollAfterMs: number,
  ) {
    super(message)
  }
}

/** All servers are full. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

/** What `waits_for` says of an order for which no server has room. */
export const room = 'room'

/** The step was refused for a reason that will not pass by itself. */
export class NeedsPerson extends Error {
  override name = 'NeedsPerson'
}
