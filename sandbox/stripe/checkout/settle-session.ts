import type { Session } from '../core/stored'
import type { World } from '../core/world'
import type { Refusal } from './instrument'
import { failInvoice, payInvoice } from './make-invoice'
import { fail, succeed } from './make-payment'

const refusals: Record<'account_closed' | 'insufficient_funds', Refusal> = {
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

/** Brings every delayed payment whose time has come to its end. */
export function settleDuePayments(world: World): void {
  for (const settlement of world.store.tables.settlement.oldestFirst()) {
    if (settlement.atMs > world.nowMs) continue
    world.change(() => {
      world.store.tables.settlement.remove(settlement.id)
      settle(world, settlement.id, settlement.failure ? refusals[settlement.failure] : null)
    })
  }
}

function settle(world: World, sessionId: string, refusal: Refusal | null) {
  const { session: sessions, session_plan, payment_intent, charge: charges, invoice: invoices } = world.store.tables
  const session = sessions.get(sessionId)
  const intent = payment_intent.get(session_plan.get(sessionId)?.paymentIntent ?? '')
  const charge = charges.get(intent?.latest_charge ?? '')
  if (!session || !intent || !charge) return
  const invoice = invoices.get(session.invoice ?? '')
  if (refusal) {
    fail(world, intent, charge, refusal)
    if (invoice) failInvoice(world, invoice)
    markPastDue(world, session)
    world.emit('checkout.session.async_payment_failed', session)
    return
  }
  succeed(world, intent, charge)
  if (invoice) payInvoice(world, invoice)
  const paid = sessions.put({ ...session, payment_status: 'paid' })
  world.emit('checkout.session.async_payment_succeeded', paid)
}

function markPastDue(world: World, session: Session) {
  const subscription = world.store.tables.subscription.get(session.subscription ?? '')
  if (subscription?.status !== 'active') return
  const after = world.store.tables.subscription.put({ ...subscription, status: 'past_due' })
  world.emit('customer.subscription.updated', after, { status: 'active' })
}
