import type { Invoice, PaymentMethod } from '../core/stored'
import { html, type Markup } from './html'
import { type FormState, instrumentFields, problems, testNumbers } from './instrument-fields'
import { layout } from './layout'
import { methodName } from './method-name'
import { dayOf, money } from './money'

export type InvoicePage = {
  invoice: Invoice
  /** What the customer has saved to pay with. */
  saved: PaymentMethod[]
  /** A bank debit was ordered and has not come to its end. */
  isUnderWay: boolean
  form: FormState
}

/** An invoice to read, and to pay while it is open. */
export function invoicePage(page: InvoicePage): string {
  const { invoice } = page
  const title = `Invoice ${invoice.number ?? ''}`
  const content = html`<section class="summary" aria-label="The invoice">${summary(invoice, title)}</section>
<section class="panel" aria-labelledby="state">
${state(page)}
</section>`
  return layout(title, '', content)
}

function summary(invoice: Invoice, title: string): Markup {
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
  return html`<h1>${title}</h1>
<p class="total">${money(invoice.status === 'open' ? invoice.amount_remaining : invoice.total, invoice.currency)}</p>
<p class="soft">${invoice.customer_name ?? invoice.customer_email ?? 'No customer'}, ${dayOf(invoice.effective_at ?? invoice.created)}</p>
<dl>
${invoice.lines.data.map(
  (line) =>
    html`<div><dt>${line.description ?? 'Item'}<small>${dayOf(line.period.start)} – ${dayOf(line.period.end)}</small></dt><dd>${money(line.amount, line.currency)}</dd></div>`,
)}
${discount > 0 ? html`<div><dt>Discount</dt><dd>−${money(discount, invoice.currency)}</dd></div>` : null}
${invoice.total === invoice.amount_due ? null : html`<div><dt>Credit</dt><dd>${money(invoice.amount_due - invoice.total, invoice.currency)}</dd></div>`}
<div class="sum"><dt>Total</dt><dd>${money(invoice.amount_due, invoice.currency)}</dd></div>
</dl>
${invoice.invoice_pdf ? html`<p><a href="${invoice.invoice_pdf}">Download as PDF</a></p>` : null}`
}

const words: Record<string, string> = {
  paid: 'This invoice is paid',
  void: 'This invoice was voided: there is nothing to pay',
  uncollectible: 'This invoice is no longer collected',
}

function state(page: InvoicePage): Markup {
  const { invoice } = page
  if (page.isUnderWay) {
    return html`<h2 id="state">The payment is under way</h2><p>The bank needs some seconds. Load this page again to see what it said.</p>`
  }
  if (invoice.status !== 'open')
    return html`<h2 id="state">${words[invoice.status ?? ''] ?? 'This invoice is a draft'}</h2>`
  const amount = money(invoice.amount_remaining, invoice.currency)
  return html`<h2 id="state">Pay ${amount}</h2>
${problems(page.form)}
${page.saved.map((method) => savedForm(method, amount))}
${page.saved.length > 0 ? html`<h3>Or pay with another one</h3>` : null}
<form method="post" novalidate>
${instrumentFields(page.form)}
<button type="submit"${page.saved.length > 0 ? html` class="quiet"` : null}>Pay ${amount}</button>
</form>
${testNumbers()}`
}

function savedForm(method: PaymentMethod, amount: string): Markup {
  return html`<form method="post" class="saved"><input type="hidden" name="saved" value="${method.id}">
<button type="submit">Pay ${amount} with ${methodName(method)}</button></form>`
}
