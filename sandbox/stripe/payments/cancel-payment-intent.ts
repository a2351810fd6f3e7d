import type { PaymentIntent } from '../core/stored'
import type { World } from '../core/world'

/** Ends a payment that did not take place; what it had reserved is given back. */
export function cancelPaymentIntent(
  world: World,
  intent: PaymentIntent,
  reason: PaymentIntent['cancellation_reason'],
): PaymentIntent {
  const canceled = world.store.tables.payment_intent.put({
    ...intent,
    amount_capturable: 0,
    canceled_at: world.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  })
  world.emit('payment_intent.canceled', canceled)
  return canceled
}
