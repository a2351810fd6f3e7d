import type { World } from '../core/world'
import type { DebitFailure } from './test-accounts'

/** Why a bank would refuse, in the codes of Stripe's errors. */
export type Refusal = { code: string; declineCode: string | null; message: string }

/** What becomes of payments with one payment method. */
export type Behaviour = {
  /** What the bank says to every charge. */
  refusal: Refusal | null
  /** Whether that refusal comes already when the card is attached or set up. */
  isRefusedAtOnce: boolean
  /** When the customer has to confirm with the bank: at each payment, or until that was done once. */
  authentication: 'always' | 'until set up' | null
  /** The dispute that follows on a successful charge. */
  dispute: 'fraudulent' | 'product_not_received' | 'inquiry' | null
  /** What a bank debit fails with some seconds later. */
  debitFailure: DebitFailure | null
}

export const paysAlways: Behaviour = {
  refusal: null,
  isRefusedAtOnce: false,
  authentication: null,
  dispute: null,
  debitFailure: null,
}

export function behaviourOf(world: World, paymentMethod: string): Behaviour {
  return world.store.tables.payment_behaviour.get(paymentMethod) ?? paysAlways
}

/** Notes that a card was confirmed with its bank for later payments. */
export function markSetUp(world: World, paymentMethod: string): void {
  const behaviour = world.store.tables.payment_behaviour.get(paymentMethod)
  if (behaviour?.authentication === 'until set up') {
    world.store.tables.payment_behaviour.put({ ...behaviour, authentication: null })
  }
}

/** The behaviour alone, of something that holds more. */
export function behaviourIn({ refusal, isRefusedAtOnce, authentication, dispute, debitFailure }: Behaviour): Behaviour {
  return { refusal, isRefusedAtOnce, authentication, dispute, debitFailure }
}
