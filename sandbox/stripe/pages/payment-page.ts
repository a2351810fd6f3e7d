import { addInterval, intervalNamed } from '../core/calendar'
import type { Coupon, LineItem, Session } from '../core/stored'
import { html, type Markup } from './html'
import { field, instrumentFields, problems, testNumbers } from './instrument-fields'
import { layout } from './layout'
import { dayOf, every, money } from './money'
import { asksCountry, type Entered, type FieldErrors, methodsOf } from './read-payment-form'

export type PaymentPage = {
  session: Session
  lines: LineItem[]
  coupon: Coupon | null
  entered: Entered
  errors: FieldErrors
  /** A refusal that is no single field's fault. */
  refusal: string | null
  nowSeconds: number
}

/** The page that takes a payment: a plain form that needs no script. */
export function paymentPage(page: PaymentPage): string {
  const { session } = page
  const total = money(session.amount_total ?? 0, session.currency)
  const content = html`<section class="summary" aria-label="Your order">${summary(page, total)}</section>
<section class="panel" aria-labelledby="pay">
<h2 id="pay">Pay</h2>
${problems(page)}
${promotionForm(page)}
${taxForm(page)}
${methodsOf(session).length > 0 ? payForm(page, total) : html`<p>This page takes cards and bank debits only, and this order takes neither.</p>`}
${testNumbers()}
</section>`
  return layout(`Pay ${total}`, '', content)
}

/** A form of its own, so that a code is tried without paying. */
function promotionForm(page: PaymentPage): Markup | null {
  const { session } = page
  if (session.allow_promotion_codes !== true || (session.discounts ?? []).length > 0) return null
  return html`<form method="post" novalidate>
${field(page, 'promotion_code', 'Promotion code', {})}
<button type="submit">Apply code</button>
</form>`
}

function payForm(page: PaymentPage, total: string): Markup {
  const { session } = page
  return html`<form method="post" novalidate>
${emailField(page)}
${instrumentFields(page, methodsOf(session))}
<button type="submit">${session.mode === 'subscription' ? `Pay ${total} and subscribe` : `Pay ${total}`}</button>
</form>`
}

function summary({ session, lines, coupon, nowSeconds }: PaymentPage, total: string): Markup {
  const discount = session.total_details?.amount_discount ?? 0
  const renewal = renewalOf(lines, nowSeconds)
  return html`${session.cancel_url ? html`<a class="back" href="${session.cancel_url}">← Back without paying</a>` : null}
<h1>${titleOf(session, lines)}</h1>
<p class="total">${total}</p>
<p class="soft">today${renewal ? `, then ${renewal}` : ''}</p>
<dl>
${lines.map(
  (line) =>
    html`<div><dt>${line.description ?? 'Item'}${line.quantity && line.quantity > 1 ? ` × ${line.quantity}` : ''}<small>${termOf(line)}</small></dt><dd>${money(line.amount_subtotal, line.currency)}</dd></div>`,
)}
${discount > 0 ? html`<div><dt>Discount<small>${nameOf(coupon)}</small></dt><dd>−${money(discount, session.currency)}</dd></div>` : null}
${taxLines(session, lines)}
<div class="sum"><dt>Total today</dt><dd>${total}</dd></div>
</dl>`
}

/** What is charged on top, or is within the price; nothing as long as it is not known where the buyer lives. */
function taxLines({ automatic_tax, total_details, currency }: Session, lines: LineItem[]): Markup | null {
  if (!automatic_tax.enabled) return null
  if (automatic_tax.status !== 'complete') {
    return html`<div><dt>Tax<small>Enter your country to see it</small></dt><dd>–</dd></div>`
  }
  const isIncluded = lines.every(({ price }) => price?.tax_behavior === 'inclusive')
  return html`<div><dt>Tax${isIncluded ? html`<small>included in the price</small>` : null}</dt><dd>${money(total_details?.amount_tax ?? 0, currency)}</dd></div>`
}

/** A form of its own, so that the tax is seen before anything is paid. */
function taxForm(page: PaymentPage): Markup | null {
  if (!asksCountry(page.session)) return null
  return html`<form method="post" novalidate>
<input type="hidden" name="show_tax" value="yes">
${field(page, 'country', 'Country, two letters', { autocomplete: 'country', placeholder: 'DE' })}
<button type="submit">Show the tax</button>
</form>`
}

function titleOf(session: Session, lines: LineItem[]): string {
  const [only, ...others] = lines
  if (session.mode !== 'subscription' || !only?.description || others.length > 0) return 'Your order'
  return `Subscribe to ${only.description}`
}

function termOf(line: LineItem): string {
  const recurring = line.price?.recurring
  return recurring ? `Billed ${every(recurring.interval, recurring.interval_count)}` : 'Billed once'
}

function renewalOf(lines: LineItem[], nowSeconds: number): string | null {
  const renewing = lines.filter((line) => line.price?.recurring)
  const recurring = renewing[0]?.price?.recurring
  if (!recurring) return null
  const { interval, interval_count: count } = recurring
  const amount = renewing.reduce((sum, line) => sum + line.amount_subtotal, 0)
  const day = dayOf(addInterval(nowSeconds, intervalNamed(interval), count))
  return `${money(amount, renewing[0]?.currency ?? null)} ${every(interval, count)} from ${day}`
}

function nameOf(coupon: Coupon | null): string {
  if (!coupon) return ''
  const amount = coupon.percent_off === null ? '' : `, ${coupon.percent_off} % off`
  return `${coupon.name ?? coupon.id}${amount}`
}

function emailField(page: PaymentPage): Markup {
  const known = page.session.customer_details?.email
  if (!known) return field(page, 'email', 'E-mail', { autocomplete: 'email', inputmode: 'email' })
  return html`<div class="field"><strong>E-mail</strong><br>${known}</div>`
}
