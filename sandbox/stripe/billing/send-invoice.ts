import type { Happening } from '../clock/happenings'
import type { Invoice, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { setDelinquent, subscriptionOf } from './settle-invoice'
import { tellOfChanges } from './tell-of-changes'

/** Sends an open invoice to its customer, who pays it on its page. No mail leaves the stand-in: the event tells of it. */
export function sendInvoice(world: World, invoice: Invoice): void {
  world.emit('invoice.sent', invoice)
}

/** An invoice that was sent and is not paid when it is due leaves its subscription past due. */
export const invoiceDue: Happening<'invoice'> = {
  table: 'invoice',
  rank: 6,
  due(invoice, world) {
    if (invoice.status !== 'open' || invoice.collection_method !== 'send_invoice') return null
    const subscription = subscriptionOf(world, invoice)
    return subscription?.latest_invoice === invoice.id && isInTime(subscription) ? invoice.due_date : null
  },
  happen(world, invoice) {
    const subscription = subscriptionOf(world, invoice)
    if (!subscription) return
    setDelinquent(world, invoice, true)
    tellOfChanges(world, subscription.id, () =>
      world.store.tables.subscription.put({ ...subscription, status: 'past_due' }),
    )
  },
}

function isInTime({ status }: Subscription): boolean {
  return status === 'active' || status === 'trialing'
}
