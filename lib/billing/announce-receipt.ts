import type { Tx } from '@/db/client'
import type { invoices } from '@/db/schema/billing'
import { queueMail } from '@/lib/mail/queue-mail'
import { loadService, namesOf, readerOf } from './load-service'

type Row = typeof invoices.$inferSelect

/** Writes to the customer that a renewal or an upgrade is paid, once for each invoice from which money was taken. */
export async function announceReceipt(tx: Tx, invoice: Row): Promise<void> {
  const { id, number, currency, amountPaid, paidAt } = invoice
  if (amountPaid <= 0 || !number || !paidAt) return
  const service = await loadService(tx, invoice.subscriptionId)
  const { name, serviceName } = namesOf(service)
  const money = (amountMinor: number) => ({ amountMinor, currency })
  await queueMail(tx, {
    dedupeKey: `receipt:${id}`,
    template: 'receipt',
    ...readerOf(service),
    props: {
      // Not the plan: an upgrade is paid before its subscription says so.
      name,
      serviceName,
      serviceId: invoice.subscriptionId,
      number,
      paidAt: paidAt.toISOString(),
      periodStart: invoice.periodStart.toISOString(),
      periodEnd: invoice.periodEnd.toISOString(),
      subtotal: money(invoice.subtotal),
      discount: money(invoice.discount),
      tax: money(invoice.tax),
      total: money(invoice.total),
      paid: money(amountPaid),
      hostedUrl: invoice.hostedUrl,
      pdfUrl: invoice.pdfUrl,
    },
  })
}
