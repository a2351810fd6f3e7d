import { behaviourIn } from '../cards/behaviour'
import { makePaymentMethod } from '../cards/make-payment-method'
import { cardInstrument } from '../cards/read-test-card'
import { testCardNamed } from '../cards/test-cards'
import { missing } from '../core/failure'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'

/**
 * A payment method by its id. Stripe's test ids, such as `pm_card_visa`, stand for a new one each time.
 * @throws Failure `resource_missing`
 */
export function findPaymentMethod(world: World, id: string, param = 'id'): PaymentMethod {
  const known = world.store.tables.payment_method.get(id)
  if (known) return known
  const card = id.startsWith('pm_card_') ? testCardNamed(id.slice('pm_card_'.length)) : undefined
  if (!card) throw missing('PaymentMethod', id, param)
  return makePaymentMethod(world, cardInstrument(world, card, behaviourIn(card)))
}

/**
 * A payment method that a customer has.
 * @throws Failure when it is unknown or belongs to nobody or somebody else
 */
export function findAttached(world: World, id: string, customer: string, param: string): PaymentMethod {
  const method = world.store.tables.payment_method.get(id)
  if (method?.customer === customer) return method
  throw missing('PaymentMethod', id, param)
}
