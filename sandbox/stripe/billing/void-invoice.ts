import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { cancelPaymentIntent } from '../payments/cancel-payment-intent'
import { intentOf } from './collect-invoice'
import { paymentOf } from './settle-invoice'

/** Takes an open invoice back: nothing is owed for it any more. */
export function voidInvoice(world: World, invoice: Invoice): Invoice {
  const voided = world.store.tables.invoice.put({
    ...invoice,
    amount_remaining: 0,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: world.now },
  })
  stopPayment(world, invoice)
  world.emit('invoice.voided', voided)
  return voided
}

/** Gives the hope up that an open invoice is paid; it can still be. */
export function markUncollectible(world: World, invoice: Invoice): Invoice {
  const marked = world.store.tables.invoice.put({
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: world.now },
  })
  world.emit('invoice.marked_uncollectible', marked)
  return marked
}

function stopPayment(world: World, invoice: Invoice) {
  const payment = paymentOf(world, invoice)
  if (payment?.status === 'open') {
    world.store.tables.invoice_payment.put({
      ...payment,
      status: 'canceled',
      status_transitions: { ...payment.status_transitions, canceled_at: world.now },
    })
  }
  const intent = intentOf(world, invoice)
  if (intent && intent.status !== 'succeeded' && intent.status !== 'canceled') {
    cancelPaymentIntent(world, intent, 'void_invoice')
  }
}
