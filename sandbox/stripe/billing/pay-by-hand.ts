import { Failure } from '../core/failure'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { findPaymentMethod } from '../payments/find-payment-method'
import { refusedPayment } from '../payments/refused-payment'
import { collectInvoice, intentOf } from './collect-invoice'
import { markPaid, subscriptionOf } from './settle-invoice'
import { tellOfChanges } from './tell-of-changes'

/**
 * Pays an open invoice at somebody's wish.
 * @throws Failure `card_error` when the card is refused or its bank must be asked first; the attempt stays on record
 */
export function payByHand(
  world: World,
  invoice: Invoice,
  how: { isOutOfBand: boolean; paymentMethod?: string | undefined },
): void {
  const method =
    how.paymentMethod === undefined ? undefined : findPaymentMethod(world, how.paymentMethod, 'payment_method')
  const outcome = tellOfChanges(world, subscriptionOf(world, invoice)?.id, () => {
    if (!how.isOutOfBand) return collectInvoice(world, invoice, { isAutomatic: false, ...(method ? { method } : {}) })
    markPaid(world, invoice, { isOutOfBand: true })
    return { kind: 'succeeded' as const }
  })
  const intent = intentOf(world, invoice)
  if (outcome.kind === 'declined' && intent) throw refusedPayment(intent, outcome.refusal)
  if (outcome.kind === 'requires_action' && intent) {
    const message = 'This payment requires additional user action before it can be completed successfully.'
    const body = { type: 'card_error' as const, code: 'invoice_payment_intent_requires_action', message }
    throw new Failure(402, { ...body, payment_intent: intent }, true)
  }
}
