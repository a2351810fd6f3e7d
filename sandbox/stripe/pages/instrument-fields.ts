import { testAccounts, testRoutingNumber } from '../cards/test-accounts'
import { testCards } from '../cards/test-cards'
import { html, type Markup } from './html'
import type { Entered, FieldErrors, FieldName } from './read-payment-form'

/** What was typed into a form that takes a card or a bank account, and what is wrong with it. */
export type FormState = {
  entered: Entered
  errors: FieldErrors
  /** A refusal that is no single field's fault. */
  refusal: string | null
}

/** The choice of card or bank account, with the fields of both; the style shows those of the chosen one. */
export function instrumentFields(form: FormState, methods: Entered['method'][] = ['card', 'bank_debit']): Markup {
  const [only, ...others] = methods
  return html`${only && others.length === 0 ? onlyChoice(only) : methodChoice(form.entered.method)}
<div class="card">
${field(form, 'card_number', 'Card number', { autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234' })}
<div class="two">
${field(form, 'card_expiry', 'Expiry', { autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM / YY' })}
${field(form, 'card_cvc', 'CVC', { autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: '123' })}
</div>
${field(form, 'card_name', 'Name on card', { autocomplete: 'cc-name' })}
</div>
<div class="bank">
${field(form, 'routing_number', 'Routing number', { inputmode: 'numeric', placeholder: testRoutingNumber })}
${field(form, 'account_number', 'Account number', { inputmode: 'numeric', placeholder: testAccounts[0]?.number ?? '' })}
${field(form, 'account_name', 'Account holder', { autocomplete: 'name' })}
</div>`
}

/** The list of what is wrong, before the form. */
export function problems({ errors, refusal }: FormState): Markup | null {
  const wrong = Object.entries(errors)
  if (wrong.length === 0 && refusal === null) return null
  return html`<div class="errors" role="alert">
<h2>${refusal === null ? 'Please check what you entered' : 'The payment did not go through'}</h2>
${refusal === null ? null : html`<p>${refusal} Nothing was charged.</p>`}
${wrong.length > 0 ? html`<ul>${wrong.map(([name, sentence]) => html`<li><a href="#${name}">${sentence}</a></li>`)}</ul>` : null}
</div>`
}

/** Chosen already; the style looks at it all the same. */
function onlyChoice(method: Entered['method']): Markup {
  return html`<input type="radio" name="method" id="method-${method}" value="${method}" checked hidden>`
}

function methodChoice(chosen: Entered['method']): Markup {
  const option = (value: Entered['method'], label: string) =>
    html`<label class="choice"><input type="radio" name="method" id="method-${value}" value="${value}"${chosen === value ? html` checked` : null}> ${label}</label>`
  return html`<fieldset><legend>Pay with</legend>
${option('card', 'Card')}
${option('bank_debit', 'Bank debit: ordered now, paid or refused some seconds later')}
</fieldset>`
}

export function field(
  { entered, errors, refusal }: FormState,
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

export function testNumbers(): Markup {
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
