import { DataCell, DataRow, DataTable, Second } from '@/app/admin/data-table'
import { Day } from '@/components/account/day'
import { Badge, type Tone } from '@/components/ui/badge'
import type { Invoice } from '@/lib/admin/list-payments'
import { formatMoney } from '@/lib/money'

export function InvoiceTable({ customerId, invoices }: { customerId: string; invoices: Invoice[] }) {
  if (invoices.length === 0) return <p className="text-muted">No invoice yet.</p>
  return (
    <DataTable name="Invoices" titles={['Invoice', 'Issued', 'Total', 'State', 'Refund']}>
      {invoices.map((invoice) => (
        <InvoiceRow key={invoice.id} customerId={customerId} invoice={invoice} />
      ))}
    </DataTable>
  )
}

function InvoiceRow({ customerId, invoice }: { customerId: string; invoice: Invoice }) {
  const { tone, words } = looks[invoice.status] ?? { tone: 'neutral', words: 'Draft' }
  const name = invoice.number ?? 'Not numbered yet'
  return (
    <DataRow>
      <DataCell title="Invoice">
        {invoice.hostedUrl ? (
          <a href={invoice.hostedUrl} className="text-link -my-1 inline-block py-1 font-semibold">
            {name}
          </a>
        ) : (
          name
        )}
        <Second>{invoice.planName}</Second>
        {invoice.stripeUrl && (
          <a href={invoice.stripeUrl} className="text-link inline-block py-1 text-xs">
            At Stripe
          </a>
        )}
      </DataCell>
      <DataCell title="Issued">
        <Day at={invoice.issuedAt} />
      </DataCell>
      <DataCell title="Total">{formatMoney(invoice.total)}</DataCell>
      <DataCell title="State">
        <Badge tone={tone}>{words}</Badge>
      </DataCell>
      <DataCell title="Refund">
        {invoice.isPaid ? (
          <a
            href={`/admin/customers/${customerId}/invoices/${invoice.id}/refund`}
            className="text-link -my-1 inline-block py-1"
          >
            Refund<span className="sr-only"> invoice {name}</span>
          </a>
        ) : (
          <span className="text-muted">Nothing paid</span>
        )}
      </DataCell>
    </DataRow>
  )
}

/** https://docs.stripe.com/api/invoices/object#invoice_object-status */
const looks: Record<string, { tone: Tone; words: string }> = {
  open: { tone: 'warning', words: 'Open' },
  paid: { tone: 'good', words: 'Paid' },
  uncollectible: { tone: 'danger', words: 'Given up' },
  void: { tone: 'neutral', words: 'Withdrawn' },
}
