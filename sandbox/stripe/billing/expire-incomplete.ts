import type { Subscription } from '../core/stored'
import type { World } from '../core/world'
import { tellOfChanges } from './tell-of-changes'
import { voidInvoice } from './void-invoice'

/** How long a first payment is waited for. */
export const incompleteForSeconds = 23 * 60 * 60

/** Gives a subscription up that was never paid for, together with its invoice. */
export function expireIncomplete(world: World, subscription: Subscription): void {
  tellOfChanges(world, subscription.id, () => {
    const { subscription: subscriptions, invoice: invoices } = world.store.tables
    subscriptions.put({ ...subscription, ended_at: world.now, status: 'incomplete_expired' })
    const invoice = invoices.get(subscription.latest_invoice ?? '')
    if (invoice?.status === 'open') voidInvoice(world, invoice)
  })
}
