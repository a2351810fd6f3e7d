import { followPayment } from '../billing/collect-invoice'
import { subscriptionOf } from '../billing/settle-invoice'
import { tellOfChanges } from '../billing/tell-of-changes'
import type { World } from '../core/world'
import type { Outcome } from './attempt-payment'

/** What the outcome of a payment means for the invoice it was for, and for that invoice's subscription. */
export function afterPayment(world: World, intentId: string, outcome: Outcome): void {
  const { payment_purpose, invoice: invoices } = world.store.tables
  const invoice = invoices.get(payment_purpose.get(intentId)?.invoice ?? '')
  if (invoice?.status !== 'open' && invoice?.status !== 'uncollectible') return
  tellOfChanges(world, subscriptionOf(world, invoice)?.id, () =>
    followPayment(world, invoice, outcome, { isAutomatic: false }),
  )
}
