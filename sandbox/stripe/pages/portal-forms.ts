import type { Subscription } from '../core/stored'
import type { Portal } from '../portal/portal-of'
import { html, type Markup } from './html'
import { type FormState, instrumentFields, problems, testNumbers } from './instrument-fields'
import { layout } from './layout'
import { dayOf } from './money'

const reasons = new Map([
  ['too_expensive', 'It is too expensive'],
  ['missing_features', 'I need something that it lacks'],
  ['switched_service', 'I have found something else'],
  ['unused', 'I do not use it enough'],
  ['customer_service', 'I was not helped well'],
  ['too_complex', 'It is too difficult'],
  ['low_quality', 'It is not good enough'],
  ['other', 'Something else'],
])

/** Asks whether a subscription shall really end. */
export function cancelPage(portal: Portal, subscription: Subscription): string {
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end))
  const { cancellation_reason: asked } = portal.configuration.features.subscription_cancel
  const content = html`<section class="panel">
${wayBack(portal)}
<h1>Cancel the subscription?</h1>
<p>It stays as it is until ${dayOf(end)} and ends then. Nothing more is charged. Until that day you can change your mind.</p>
<form method="post">
${asked.enabled && asked.options.length > 0 ? reasonChoice(asked.options) : null}
<button type="submit" class="danger">Cancel on ${dayOf(end)}</button>
</form>
</section>`
  return layout('Cancel the subscription?', 'alone', content)
}

/** To the portal; where it was opened for this one thing, to the shop. */
function wayBack({ session }: Portal): Markup | null {
  const address = session.flow ? session.return_url : session.url
  return address === null ? null : html`<a class="back" href="${address}">← Back</a>`
}

function reasonChoice(options: string[]): Markup {
  return html`<fieldset><legend>What is the reason? You need not say.</legend>
${options.map(
  (option) =>
    html`<label class="choice"><input type="radio" name="feedback" value="${option}"> ${reasons.get(option) ?? option}</label>`,
)}
</fieldset>`
}

/** Takes a new card or bank account. */
export function addMethodPage(portal: Portal, form: FormState): string {
  const content = html`<section class="panel">
${wayBack(portal)}
<h1>Add a payment method</h1>
${problems(form)}
<form method="post" novalidate>
${instrumentFields(form)}
<label class="choice lone"><input type="checkbox" name="default" value="yes" checked> Use it for all payments from now on</label>
<button type="submit">Save</button>
</form>
${testNumbers()}
</section>`
  return layout('Add a payment method', 'alone', content)
}
