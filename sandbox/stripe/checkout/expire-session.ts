import { invalid } from '../core/failure'
import type { Session } from '../core/stored'
import type { World } from '../core/world'

/**
 * Closes an open session before its time.
 * @throws Failure when it is not open
 */
export function expireSession(world: World, session: Session): Session {
  if (session.status === 'open') return close(world, session)
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
  )
}

/** The sessions that are still open, so that the clock need not look at all of them. */
export class OpenSessions {
  readonly #world: World
  readonly #expiries = new Map<string, number>()
  #seen: string | undefined
  #lookedAt = 0

  constructor(world: World) {
    this.#world = world
  }

  /** Closes what is past its time. */
  expireDue(): void {
    // It is asked before every request, and times are whole seconds.
    if (this.#lookedAt === this.#world.now) return
    this.#lookedAt = this.#world.now
    this.#takeNew()
    for (const [id, expiresAt] of this.#expiries) {
      const session = this.#world.store.tables.session.get(id)
      if (session?.status !== 'open') this.#expiries.delete(id)
      else if (expiresAt <= this.#world.now) this.#world.change(() => close(this.#world, session))
    }
  }

  #takeNew() {
    for (const session of this.#world.store.tables.session.oldestFirst(this.#seen)) {
      if (session.status === 'open') this.#expiries.set(session.id, session.expires_at)
      this.#seen = session.id
    }
  }
}

function close(world: World, session: Session): Session {
  const expired = world.store.tables.session.put({ ...session, status: 'expired', url: null })
  world.emit('checkout.session.expired', expired)
  // What a refused attempt left behind goes with the page.
  const intents = world.store.tables.payment_intent
  const intent = intents.get(world.store.tables.session_plan.get(session.id)?.paymentIntent ?? '')
  if (intent && intent.status === 'requires_payment_method') {
    const canceled = intents.put({
      ...intent,
      canceled_at: world.now,
      cancellation_reason: 'automatic',
      status: 'canceled',
    })
    world.emit('payment_intent.canceled', canceled)
  }
  return expired
}
