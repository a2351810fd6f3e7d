import { behaviourOf, markSetUp, type Refusal } from '../cards/behaviour'
import { attachPaymentMethod } from '../cards/make-payment-method'
import type { PaymentMethod, SetupIntent } from '../core/stored'
import type { World } from '../core/world'

export type SetupOutcome = { kind: 'succeeded' | 'requires_action' } | { kind: 'declined'; refusal: Refusal }

/** One attempt to keep a payment method for later. */
export function confirmSetupIntent(
  world: World,
  intent: SetupIntent,
  method: PaymentMethod,
  returnUrl: string | null,
): SetupOutcome {
  const behaviour = behaviourOf(world, method.id)
  if (behaviour.refusal && behaviour.isRefusedAtOnce) {
    refuseSetup(world, intent, behaviour.refusal)
    return { kind: 'declined', refusal: behaviour.refusal }
  }
  if (behaviour.authentication !== null) {
    const waiting = world.store.tables.setup_intent.put({
      ...intent,
      last_setup_error: null,
      next_action: {
        redirect_to_url: { return_url: returnUrl, url: `${world.baseUrl}/3ds/${intent.id}` },
        type: 'redirect_to_url',
      },
      payment_method: method.id,
      status: 'requires_action',
    })
    world.emit('setup_intent.requires_action', waiting)
    return { kind: 'requires_action' }
  }
  finishSetup(world, intent, method.id)
  return { kind: 'succeeded' }
}

export function finishSetup(world: World, intent: SetupIntent, methodId: string): SetupIntent {
  const method = world.store.tables.payment_method.get(methodId)
  if (method && intent.customer && method.customer !== intent.customer) {
    attachPaymentMethod(world, method, intent.customer)
  }
  markSetUp(world, methodId)
  const done = world.store.tables.setup_intent.put({
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: methodId,
    status: 'succeeded',
  })
  world.emit('setup_intent.succeeded', done)
  return done
}

export function refuseSetup(world: World, intent: SetupIntent, refusal: Refusal): SetupIntent {
  const failed = world.store.tables.setup_intent.put({
    ...intent,
    last_setup_error: {
      code: refusal.code,
      ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
      message: refusal.message,
      type: 'card_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  world.emit('setup_intent.setup_failed', failed)
  return failed
}
