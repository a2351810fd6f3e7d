import type { ReactNode } from 'react'
import { Day } from '@/components/account/day'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { ServiceInvoice } from '@/lib/billing/read-service'
import { formatMoney } from '@/lib/money'

/** Until all are asked for, a year of monthly ones. */
const shownAtFirst = 12

type InvoicePartProps = {
  invoices: ServiceInvoice[]
  showsAll: boolean
  /** The address that shows all. */
  allHref: string
}

/** The invoices of a service, newest first: a table where there is room, one block an invoice where there is not. */
export function InvoicePart({ invoices, showsAll, allHref }: InvoicePartProps) {
  const shown = showsAll ? invoices : invoices.slice(0, shownAtFirst)
  return (
    <Card as="section" id="invoices" aria-labelledby="invoices-heading" className="space-y-4">
      <h2 id="invoices-heading" className="text-lg">
        Invoices
      </h2>
      {invoices.length === 0 ? (
        <p className="text-muted">None yet. The first one appears here with your first payment.</p>
      ) : (
        <table aria-labelledby="invoices-heading" className="block w-full text-left md:table">
          <thead className="hidden border-b border-control text-sm text-muted md:table-header-group">
            <tr>
              {['Number', 'Date', 'Amount', 'Status', 'Documents'].map((title) => (
                <th key={title} scope="col" className="py-2 pr-5 font-semibold">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="block divide-y divide-line md:table-row-group">
            {shown.map((invoice) => (
              <InvoiceRow key={invoice.id} invoice={invoice} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < invoices.length && (
        <p>
          <a href={allHref} className="text-link inline-flex min-h-11 items-center">
            Show all {invoices.length} invoices
          </a>
        </p>
      )}
    </Card>
  )
}

function InvoiceRow({ invoice: { number, issuedAt, total, status, hostedUrl, pdfUrl } }: { invoice: ServiceInvoice }) {
  const { tone, words } = looks[status] ?? looks.open
  const name = number ?? 'without a number'
  return (
    <tr className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-1.5 py-4 md:table-row">
      <Cell title="Number">{number ?? 'None yet'}</Cell>
      <Cell title="Date">
        <Day at={issuedAt} />
      </Cell>
      <Cell title="Amount">{formatMoney(total)}</Cell>
      <Cell title="Status">
        <Badge tone={tone}>{words}</Badge>
      </Cell>
      <Cell title="Documents">
        <span className="flex flex-wrap gap-x-5">
          {hostedUrl && (
            <DocumentLink href={hostedUrl} name={name}>
              {status === 'open' ? 'Pay' : 'View'}
            </DocumentLink>
          )}
          {pdfUrl && (
            <DocumentLink href={pdfUrl} name={name}>
              PDF
            </DocumentLink>
          )}
        </span>
      </Cell>
    </tr>
  )
}

function Cell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <td className="contents md:table-cell md:py-3 md:pr-5">
      <span className="text-sm text-muted md:hidden">{title}</span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </td>
  )
}

function DocumentLink({ href, name, children }: { href: string; name: string; children: string }) {
  return (
    <a href={href} className="text-link -my-2.5 inline-block py-2.5">
      {children}
      <span className="sr-only"> invoice {name}</span>
    </a>
  )
}

/** By Stripe's word for the state of an invoice. */
const looks: Record<string, { tone: Tone; words: string }> & { open: { tone: Tone; words: string } } = {
  paid: { tone: 'good', words: 'Paid' },
  open: { tone: 'warning', words: 'To be paid' },
  uncollectible: { tone: 'danger', words: 'Not paid' },
  void: { tone: 'neutral', words: 'Withdrawn' },
}
