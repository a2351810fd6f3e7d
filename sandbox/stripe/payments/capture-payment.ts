import { behaviourOf } from '../cards/behaviour'
import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { PaymentIntent } from '../core/stored'
import type { World } from '../core/world'
import { bringIn } from './move-money'
import { openDispute } from './open-dispute'

/**
 * Takes what was reserved, or a part of it; the rest is given back.
 * @throws Failure for more than was reserved
 */
export function capturePayment(
  world: World,
  intent: PaymentIntent,
  {
    amount = intent.amount_capturable,
    metadata,
  }: { amount?: number | undefined; metadata?: Record<string, string> | null | undefined },
): PaymentIntent {
  if (amount > intent.amount_capturable) {
    throw invalid(`The requested capture amount is greater than the amount you can capture for this PaymentIntent.`, {
      param: 'amount_to_capture',
      code: 'amount_too_large',
    })
  }
  const { charge: charges, payment_intent: intents } = world.store.tables
  const paid = intents.put({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    metadata: metadata === undefined ? intent.metadata : mergeMetadata(intent.metadata, metadata),
    status: 'succeeded',
  })
  const charge = charges.get(intent.latest_charge ?? '')
  if (charge) {
    const captured = charges.put({
      ...charge,
      amount_captured: amount,
      amount_refunded: charge.amount - amount,
      balance_transaction: bringIn(world, charge, amount).id,
      captured: true,
    })
    world.emit('charge.captured', captured)
  }
  world.emit('payment_intent.succeeded', paid)
  const dispute = charge && behaviourOf(world, charge.payment_method ?? '').dispute
  if (charge && dispute) openDispute(world, charge.id, dispute)
  return paid
}
