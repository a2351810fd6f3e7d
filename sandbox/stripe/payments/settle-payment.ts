import type { Refusal } from '../cards/behaviour'
import type { DebitFailure } from '../cards/test-accounts'
import { momentOf } from '../clock/clock-of'
import type { World } from '../core/world'
import { afterPayment } from './after-payment'
import type { Outcome } from './attempt-payment'
import { fail, succeed } from './make-charge'

const refusals: Record<DebitFailure, Refusal> = {
  account_closed: {
    code: 'account_closed',
    declineCode: null,
    message: 'The bank account has been closed.',
  },
  insufficient_funds: {
    code: 'insufficient_funds',
    declineCode: null,
    message: 'The bank account has too little money in it.',
  },
}

/** Brings every bank debit whose time has come to its end. They go by the stand-in's own time, test clock or not. */
export function settleDuePayments(world: World): void {
  for (const settlement of world.store.tables.settlement.oldestFirst()) {
    if (settlement.atMs > world.nowMs) continue
    world.at(momentOf(world, [settlement.id]), () =>
      world.change(() => {
        world.store.tables.settlement.remove(settlement.id)
        settle(world, settlement.id, settlement.failure ? refusals[settlement.failure] : null)
      }),
    )
  }
}

function settle(world: World, intentId: string, refusal: Refusal | null) {
  const intent = world.store.tables.payment_intent.get(intentId)
  const charge = world.store.tables.charge.get(intent?.latest_charge ?? '')
  if (intent?.status !== 'processing' || !charge) return
  if (refusal) fail(world, intent, charge, refusal)
  else succeed(world, intent, charge)
  const outcome: Outcome = refusal ? { kind: 'declined', refusal } : { kind: 'succeeded' }
  afterPayment(world, intentId, outcome)
  tellSession(world, intentId, refusal === null)
}

function tellSession(world: World, intentId: string, isPaid: boolean) {
  const { session: sessions, payment_purpose } = world.store.tables
  const session = sessions.get(payment_purpose.get(intentId)?.session ?? '')
  if (!session) return
  if (!isPaid) return world.emit('checkout.session.async_payment_failed', session)
  world.emit('checkout.session.async_payment_succeeded', sessions.put({ ...session, payment_status: 'paid' }))
}
