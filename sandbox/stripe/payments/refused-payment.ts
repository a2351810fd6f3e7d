import type { Refusal } from '../cards/behaviour'
import { Failure } from '../core/failure'
import type { PaymentIntent } from '../core/stored'

/** What a request answers whose payment the bank refused. The charge and the intent stay as the refusal left them. */
export function refusedPayment(intent: PaymentIntent, refusal: Refusal): Failure {
  const { last_payment_error: error } = intent
  return new Failure(
    402,
    {
      type: 'card_error',
      code: refusal.code,
      message: refusal.message,
      ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
      ...(error?.charge ? { charge: error.charge } : {}),
      payment_intent: intent,
      ...(error?.payment_method ? { payment_method: error.payment_method } : {}),
    },
    true,
  )
}
