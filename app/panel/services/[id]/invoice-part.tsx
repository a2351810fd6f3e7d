import type { ReactNode } from 'react'
import { Day } from '@/components/account/day'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { ServiceInvoice } from '@/lib/billing/read-service'
import { requestLanguage } from '@/lib/web/request-language'
import type { Words } from '@/lib/words/en'

/** Until all are asked for, a year of monthly ones. */
const shownAtFirst = 12

type InvoicePartProps = {
  invoices: ServiceInvoice[]
  showsAll: boolean
  /** The address that shows all. */
  allHref: string
}

/** The invoices of a service, newest first: a table where there is room, one block an invoice where there is not. */
export async function InvoicePart({ invoices, showsAll, allHref }: InvoicePartProps) {
  const words = (await requestLanguage()).words.panel.invoices
  const shown = showsAll ? invoices : invoices.slice(0, shownAtFirst)
  return (
    <Card as="section" id="invoices" aria-labelledby="invoices-heading" className="space-y-4">
      <h2 id="invoices-heading" className="text-lg">
        {words.heading}
      </h2>
      {invoices.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <table aria-labelledby="invoices-heading" className="block w-full text-left md:table">
          <thead className="hidden border-b border-control text-sm text-muted md:table-header-group">
            <tr>
              {Object.values(words.titles).map((title) => (
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
            {words.showAll(invoices.length)}
          </a>
        </p>
      )}
    </Card>
  )
}

async function InvoiceRow({ invoice }: { invoice: ServiceInvoice }) {
  const { number, issuedAt, total, tax, hostedUrl, pdfUrl } = invoice
  const { words: all, money } = await requestLanguage()
  const words = all.panel.invoices
  const state = stateOf(invoice, words)
  return (
    <tr className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-y-1.5 py-4 md:table-row">
      <Cell title={words.titles.number}>{number ?? words.noNumber}</Cell>
      <Cell title={words.titles.date}>
        <Day at={issuedAt} />
      </Cell>
      <Cell title={words.titles.amount}>
        {money(total)}
        {tax && <span className="block text-sm text-muted">{words.ofWhichTax(money(tax))}</span>}
      </Cell>
      <Cell title={words.titles.status}>
        <Badge tone={toneOf[state]}>{words.states[state]}</Badge>
      </Cell>
      <Cell title={words.titles.documents}>
        <span className="flex flex-wrap gap-x-5">
          {hostedUrl && (
            <DocumentLink href={hostedUrl} ofInvoice={words.ofInvoice(number)}>
              {state === 'open' ? words.pay : words.view}
            </DocumentLink>
          )}
          {pdfUrl && (
            <DocumentLink href={pdfUrl} ofInvoice={words.ofInvoice(number)}>
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

function DocumentLink({ href, ofInvoice, children }: { href: string; ofInvoice: string; children: string }) {
  return (
    <a href={href} className="text-link -my-2.5 inline-block py-2.5">
      {children}
      <span className="sr-only"> {ofInvoice}</span>
    </a>
  )
}

/** Stripe's word for the state of an invoice; one that we do not know is as good as open. */
function stateOf({ status }: ServiceInvoice, { states }: Words['panel']['invoices']): keyof typeof toneOf {
  const isKnown = (text: string): text is keyof typeof toneOf => Object.hasOwn(states, text)
  return isKnown(status) ? status : 'open'
}

const toneOf: Record<keyof Words['panel']['invoices']['states'], Tone> = {
  paid: 'good',
  open: 'warning',
  uncollectible: 'danger',
  void: 'neutral',
}
