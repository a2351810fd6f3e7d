import type { Invoice, PaymentMethod, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { isDefault } from '../portal/change-methods'
import type { Portal } from '../portal/portal-of'
import { html, type Markup } from './html'
import { layout } from './layout'
import { methodName } from './method-name'
import { dayOf, every, money } from './money'

/** The first page of the customer portal. `done` is what was just done there. */
export function portalPage(world: World, portal: Portal, done: string | null): string {
  const { features } = portal.configuration
  const content = html`<section class="summary" aria-label="Your account">${aside(portal)}</section>
<div>
${done ? html`<p class="notice" role="status">${done}</p>` : null}
<section class="panel" aria-labelledby="subscriptions"><h2 id="subscriptions">Subscriptions</h2>
${portal.subscriptions.map((subscription) => subscriptionPart(world, portal, subscription))}
${portal.subscriptions.length === 0 ? html`<p>You have no subscription at the moment.</p>` : null}
</section>
<section class="panel" aria-labelledby="methods"><h2 id="methods">Payment methods</h2>
${portal.methods.length === 0 ? html`<p>None is saved.</p>` : html`<ul class="rows">${portal.methods.map((method) => methodPart(portal, method))}</ul>`}
${features.payment_method_update.enabled ? html`<p><a class="action" href="${portal.session.url}/methods/add">Add a payment method</a></p>` : null}
</section>
${features.invoice_history.enabled ? invoicesPart(portal.invoices) : null}
</div>`
  return layout('Your subscriptions and invoices', '', content)
}

function aside({ session, configuration, customer }: Portal): Markup {
  const { headline, privacy_policy_url, terms_of_service_url } = configuration.business_profile
  return html`${session.return_url ? html`<a class="back" href="${session.return_url}">← Back to the shop</a>` : null}
<h1>${headline ?? 'Your subscriptions and invoices'}</h1>
<p class="soft">${customer.name ?? ''}<br>${customer.email ?? ''}</p>
${privacy_policy_url ? html`<p class="soft"><a href="${privacy_policy_url}">Privacy</a></p>` : null}
${terms_of_service_url ? html`<p class="soft"><a href="${terms_of_service_url}">Terms</a></p>` : null}`
}

function subscriptionPart(world: World, portal: Portal, subscription: Subscription): Markup {
  const items = subscription.items.data
  const name = items
    .map(({ price }) => world.store.tables.product.get(price.product)?.name ?? 'Subscription')
    .join(', ')
  const [first] = items
  const amount = items.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 1), 0)
  const recurring = first?.price.recurring
  const address = `${portal.session.url}/subscriptions/${subscription.id}`
  const isCancelable = portal.configuration.features.subscription_cancel.enabled
  return html`<article class="row"><h3>${name}</h3>
<p>${money(amount, subscription.currency)}${recurring ? ` ${every(recurring.interval, recurring.interval_count)}` : ''}</p>
<p class="soft">${stateOf(subscription)}</p>
${
  subscription.cancel_at
    ? html`<form method="post" action="${address}/keep"><button type="submit" class="small">Keep the subscription</button></form>`
    : isCancelable && html`<p><a class="action" href="${address}/cancel">Cancel the subscription</a></p>`
}
</article>`
}

function stateOf({ status, cancel_at, items }: Subscription): string {
  const end = Math.max(...items.data.map((item) => item.current_period_end))
  if (cancel_at) return `Ends on ${dayOf(cancel_at)}. Until then everything stays as it is.`
  if (status === 'past_due' || status === 'unpaid') return 'The last payment failed. Pay the open invoice below.'
  if (status === 'paused') return 'Paused.'
  if (status === 'trialing') return `On trial until ${dayOf(end)}.`
  return `Renews on ${dayOf(end)}.`
}

function methodPart(portal: Portal, method: PaymentMethod): Markup {
  const address = `${portal.session.url}/methods/${method.id}`
  const isChosen = isDefault(portal, method)
  const expiry = method.card
    ? `, expires ${String(method.card.exp_month).padStart(2, '0')} / ${method.card.exp_year}`
    : ''
  const may = portal.configuration.features.payment_method_update.enabled && !isChosen
  return html`<li><span>${methodName(method)}${expiry}${isChosen ? html` <strong class="badge">Default</strong>` : null}</span>
${
  may
    ? html`<span class="actions"><form method="post" action="${address}/default"><button type="submit" class="small">Make default<span class="unseen">: ${methodName(method)}</span></button></form>
<form method="post" action="${address}/remove"><button type="submit" class="small quiet">Remove<span class="unseen">: ${methodName(method)}</span></button></form></span>`
    : null
}</li>`
}

const states: Record<string, string> = {
  open: 'To be paid',
  paid: 'Paid',
  uncollectible: 'Given up',
  void: 'Void',
}

function invoicesPart(invoices: Invoice[]): Markup {
  const row = (invoice: Invoice) => html`<tr><td>${dayOf(invoice.effective_at ?? invoice.created)}</td>
<td><a href="${invoice.hosted_invoice_url ?? ''}">${invoice.number ?? invoice.id}</a></td>
<td>${money(invoice.total, invoice.currency)}</td><td>${states[invoice.status ?? ''] ?? ''}</td></tr>`
  return html`<section class="panel" aria-labelledby="invoices"><h2 id="invoices">Invoices</h2>
${
  invoices.length === 0
    ? html`<p>There are none yet.</p>`
    : html`<div class="scroll" role="region" aria-label="Table of invoices" tabindex="0"><table>
<thead><tr><th scope="col">Date</th><th scope="col">Number</th><th scope="col">Amount</th><th scope="col">State</th></tr></thead>
<tbody>${invoices.map(row)}</tbody></table></div>`
}
</section>`
}
