import { addInterval, intervalNamed } from '../core/calendar'
import type { Coupon, LineItem, Session } from '../core/stored'
import { html, type Markup } from './html'
import { layout } from './layout'
import type { Entered, FieldErrors, FieldName } from './read-payment-form'
import { testAccounts, testCards, testRoutingNumber } from './test-numbers'

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
<form method="post" novalidate>
${emailField(page)}
${methodChoice(page.entered.method)}
<div class="card">
${field(page, 'card_number', 'Card number', { autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234' })}
<div class="two">
${field(page, 'card_expiry', 'Expiry', { autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM / YY' })}
${field(page, 'card_cvc', 'CVC', { autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: '123' })}
</div>
${field(page, 'card_name', 'Name on card', { autocomplete: 'cc-name' })}
</div>
<div class="bank">
${field(page, 'routing_number', 'Routing number', { inputmode: 'numeric', placeholder: testRoutingNumber })}
${field(page, 'account_number', 'Account number', { inputmode: 'numeric', placeholder: testAccounts[0]?.number ?? '' })}
${field(page, 'account_name', 'Account holder', { autocomplete: 'name' })}
</div>
<button type="submit">${session.mode === 'subscription' ? `Pay ${total} and subscribe` : `Pay ${total}`}</button>
</form>
${numbers()}
</section>`
  return layout(`Pay ${total}`, '', content)
}

function money(amountMinor: number, currency: string | null): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency ?? 'usd' })
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
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
<div class="sum"><dt>Total today</dt><dd>${total}</dd></div>
</dl>`
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

function every(interval: string, count: number): string {
  return count === 1 ? `every ${interval}` : `every ${count} ${interval}s`
}

function renewalOf(lines: LineItem[], nowSeconds: number): string | null {
  const renewing = lines.filter((line) => line.price?.recurring)
  const recurring = renewing[0]?.price?.recurring
  if (!recurring) return null
  const { interval, interval_count: count } = recurring
  const amount = renewing.reduce((sum, line) => sum + line.amount_subtotal, 0)
  const date = new Date(addInterval(nowSeconds, intervalNamed(interval), count) * 1000)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return `${money(amount, renewing[0]?.currency ?? null)} ${every(interval, count)} from ${day}`
}

function nameOf(coupon: Coupon | null): string {
  if (!coupon) return ''
  const amount = coupon.percent_off === null ? '' : `, ${coupon.percent_off} % off`
  return `${coupon.name ?? coupon.id}${amount}`
}

function problems({ errors, refusal }: PaymentPage): Markup | null {
  const wrong = Object.entries(errors)
  if (wrong.length === 0 && refusal === null) return null
  return html`<div class="errors" role="alert">
<h2>${refusal === null ? 'Please check what you entered' : 'The payment did not go through'}</h2>
${refusal === null ? null : html`<p>${refusal} Nothing was charged.</p>`}
${wrong.length > 0 ? html`<ul>${wrong.map(([name, sentence]) => html`<li><a href="#${name}">${sentence}</a></li>`)}</ul>` : null}
</div>`
}

function emailField(page: PaymentPage): Markup {
  const known = page.session.customer_details?.email
  if (!known) return field(page, 'email', 'E-mail', { autocomplete: 'email', inputmode: 'email' })
  return html`<div class="field"><strong>E-mail</strong><br>${known}</div>`
}

function methodChoice(chosen: Entered['method']): Markup {
  const option = (value: Entered['method'], label: string) =>
    html`<label class="choice"><input type="radio" name="method" id="method-${value}" value="${value}"${chosen === value ? html` checked` : null}> ${label}</label>`
  return html`<fieldset><legend>Pay with</legend>
${option('card', 'Card')}
${option('bank_debit', 'Bank debit: ordered now, paid or refused some seconds later')}
</fieldset>`
}

function field(
  { entered, errors, refusal }: PaymentPage,
  name: FieldName,
  label: string,
  hints: { autocomplete?: string; inputmode?: string; placeholder?: string },
): Markup {
  const error = errors[name]
  const isFirstWrong = Object.keys(errors)[0] === name || (refusal !== null && name === 'card_number')
  // The security code is typed anew each time, as on every payment page.
  const value = name === 'card_cvc' ? '' : (entered.values[name] ?? '')
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="text" value="${value}" aria-required="true" maxlength="512" spellcheck="false" autocomplete="${hints.autocomplete ?? 'off'}" inputmode="${hints.inputmode ?? 'text'}" placeholder="${hints.placeholder ?? ''}"${error ? html` aria-invalid="true" aria-describedby="${name}-wrong"` : null}${isFirstWrong ? html` autofocus` : null}>
${error ? html`<p class="wrong" id="${name}-wrong">${error}</p>` : null}
</div>`
}

function numbers(): Markup {
  return html`<details>
<summary>Test numbers</summary>
<p class="hint">Any expiry in the future and any CVC. No other number works here.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Card</th><th scope="col">What happens</th></tr></thead>
<tbody>${testCards.map((card) => html`<tr><td><code>${grouped(card.number)}</code></td><td>${card.result}</td></tr>`)}</tbody>
</table>
<table>
<thead><tr><th scope="col">Bank account</th><th scope="col">What happens</th></tr></thead>
<tbody>${testAccounts.map((account) => html`<tr><td><code>${account.number}</code></td><td>${account.result}</td></tr>`)}</tbody>
</table></div>
<p class="hint">Routing number for each account: <code>${testRoutingNumber}</code></p>
</details>`
}

function grouped(number: string): string {
  return number.length === 15
    ? `${number.slice(0, 4)} ${number.slice(4, 10)} ${number.slice(10)}`
    : number.replace(/(\d{4})(?=\d)/g, '$1 ')
}
