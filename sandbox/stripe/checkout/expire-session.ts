import type { Happening } from '../clock/happenings'
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

/** Closes what is past its time. */
export const sessionExpiry: Happening<'session'> = {
  table: 'session',
  rank: 5,
  due: (session) => (session.status === 'open' ? session.expires_at : null),
  happen: close,
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
