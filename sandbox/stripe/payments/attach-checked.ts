import { behaviourOf } from '../cards/behaviour'
import { attachPaymentMethod } from '../cards/make-payment-method'
import { Failure, invalid } from '../core/failure'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'

/**
 * Gives a payment method to a customer, as far as its bank allows.
 * @throws Failure `card_error` for a card that is refused at once, and for one that is somebody else's
 */
export function attachChecked(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method
  if (method.customer) throw invalid('The payment method you provided has already been attached to a customer.')
  const { refusal, isRefusedAtOnce } = behaviourOf(world, method.id)
  if (refusal && isRefusedAtOnce) {
    throw new Failure(402, {
      type: 'card_error',
      code: refusal.code,
      message: refusal.message,
      ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
    })
  }
  return attachPaymentMethod(world, method, customer)
}
