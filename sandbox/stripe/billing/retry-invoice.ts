import type { Happening } from '../clock/happenings'
import { collectInvoice } from './collect-invoice'
import { subscriptionOf } from './settle-invoice'
import { tellOfChanges } from './tell-of-changes'

/** The planned retries of an invoice that could not be collected. */
export const invoiceRetry: Happening<'invoice'> = {
  table: 'invoice',
  rank: 3,
  due: (invoice) => (invoice.status === 'open' ? invoice.next_payment_attempt : null),
  happen(world, invoice) {
    tellOfChanges(world, subscriptionOf(world, invoice)?.id, () =>
      collectInvoice(world, invoice, { isAutomatic: true }),
    )
  },
}
