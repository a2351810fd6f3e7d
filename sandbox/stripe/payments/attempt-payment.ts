import { behaviourOf, type Refusal } from '../cards/behaviour'
import type { PaymentIntent, PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { fail, makeCharge, reserve, succeed } from './make-charge'
import { openDispute } from './open-dispute'

export type Outcome =
  | { kind: 'succeeded' | 'processing' | 'requires_action' | 'requires_capture' }
  | { kind: 'declined'; refusal: Refusal }

type How = {
  /** Nobody is there to confirm with the bank. */
  isOffSession: boolean
  /** The customer has just confirmed with the bank. */
  isAuthenticated?: boolean
  returnUrl?: string | null
}

const authenticationRequired: Refusal = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

/** One attempt to take the money of an intent: what the bank says is known by the payment method. */
export function attemptPayment(world: World, intent: PaymentIntent, method: PaymentMethod, how: How): Outcome {
  const behaviour = behaviourOf(world, method.id)
  const mustConfirm = behaviour.authentication !== null && !how.isAuthenticated
  if (mustConfirm && !how.isOffSession) return askForAction(world, intent, method, how.returnUrl ?? null)
  const made = makeCharge(world, intent, method)
  const refusal = mustConfirm ? authenticationRequired : behaviour.refusal
  if (refusal) {
    fail(world, made.intent, made.charge, refusal)
    return { kind: 'declined', refusal }
  }
  if (method.type !== 'card') {
    world.emit('payment_intent.processing', made.intent)
    world.emit('charge.pending', made.charge)
    const atMs = world.nowMs + world.settleAfterMs
    world.store.tables.settlement.put({ id: intent.id, atMs, failure: behaviour.debitFailure })
    return { kind: 'processing' }
  }
  if (intent.capture_method === 'manual') {
    reserve(world, made.intent, made.charge)
    return { kind: 'requires_capture' }
  }
  succeed(world, made.intent, made.charge)
  if (behaviour.dispute) openDispute(world, made.charge.id, behaviour.dispute)
  return { kind: 'succeeded' }
}

/** Sends the customer to the bank's page; `completeThreeDSecure` goes on from there. */
export function askForAction(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  returnUrl: string | null,
): Outcome {
  const waiting = world.store.tables.payment_intent.put({
    ...intent,
    last_payment_error: null,
    next_action: {
      redirect_to_url: { return_url: returnUrl, url: `${world.baseUrl}/3ds/${intent.id}` },
      type: 'redirect_to_url',
    },
    payment_method: method.id,
    status: 'requires_action',
  })
  world.emit('payment_intent.requires_action', waiting)
  return { kind: 'requires_action' }
}
