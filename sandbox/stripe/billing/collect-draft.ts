import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { collectInvoice } from './collect-invoice'
import { finalizeInvoice } from './finalize-invoice'
import { subscriptionOf } from './settle-invoice'
import { type PaymentBehavior, refusalOf } from './subscribe'

/**
 * Finalizes a draft that a change of a subscription made, and collects it as the request wants.
 * @throws Failure for a refused card when nothing is to change without payment
 */
export function collectDraft(world: World, draft: Invoice, behavior: PaymentBehavior = 'allow_incomplete'): void {
  const invoice = finalizeInvoice(world, draft)
  const subscription = subscriptionOf(world, invoice)
  if (behavior === 'default_incomplete' && invoice.amount_due > 0) {
    if (subscription) world.store.tables.subscription.put({ ...subscription, status: 'past_due' })
    return
  }
  const outcome = collectInvoice(world, invoice, { isAutomatic: true })
  if (behavior === 'error_if_incomplete' && outcome.kind !== 'succeeded') throw refusalOf(outcome)
}
