import type { Answer } from '../core/answer-api'
import { Failure } from '../core/failure'
import type { PaymentIntent, SetupIntent } from '../core/stored'
import type { World } from '../core/world'
import { completeThreeDSecure } from '../payments/complete-three-d-secure'
import { embeddedAddress } from './embedded-address'
import { html } from './html'
import { layout } from './layout'
import { methodName } from './method-name'
import { money } from './money'
import { framed, lonelyPage, type PageRequest, pageAnswer, seeOther } from './page-answer'

/** Plays the bank's page: the customer confirms a payment or a saved card there, or does not. */
export function answerThreeDSecure(world: World, id: string, request: PageRequest): Answer {
  const { session, payment_purpose } = world.store.tables
  const paid = session.get(payment_purpose.get(id)?.session ?? '')
  if (paid?.ui_mode !== 'embedded_page') return answer(world, id, request)
  const answered = answer(world, id, request)
  return framed(answered.status === 303 ? seeOther(embeddedAddress(paid)) : answered)
}

function answer(world: World, id: string, request: PageRequest): Answer {
  const { payment_intent, setup_intent } = world.store.tables
  const intent = payment_intent.get(id) ?? setup_intent.get(id)
  if (!intent)
    return lonelyPage(404, 'There is nothing to confirm here', 'The address is incomplete or from another run.')
  if (request.method !== 'POST') return intent.status === 'requires_action' ? ask(world, intent) : settled(world, id)
  const said = new URLSearchParams(request.body).get('answer')
  if (said !== 'confirm' && said !== 'refuse') return ask(world, intent)
  try {
    const { returnUrl } = world.change(() => completeThreeDSecure(world, id, said === 'confirm'))
    return seeOther(returnUrl ?? invoicePageOf(world, id) ?? `${world.baseUrl}/3ds/${id}`)
  } catch (error) {
    if (error instanceof Failure && error.status === 400) return settled(world, id)
    throw error
  }
}

function ask(world: World, intent: PaymentIntent | SetupIntent): Answer {
  const method = world.store.tables.payment_method.get(intent.payment_method ?? '')
  const what =
    intent.object === 'payment_intent' ? `a payment of ${money(intent.amount, intent.currency)}` : 'saving this card'
  const title = intent.object === 'payment_intent' ? 'Confirm your payment' : 'Confirm your card'
  const content = html`<section class="panel">
<h1>${title}</h1>
<p>Your bank would like to know whether it is you who asked for ${what}${method ? ` with ${methodName(method)}` : ''}.</p>
<p class="hint">At Stripe this is 3-D Secure: a page of your bank, or its app. Here you choose what it would have said.</p>
<form method="post" class="answers">
<button type="submit" name="answer" value="confirm">Confirm</button>
<button type="submit" name="answer" value="refuse" class="quiet">Do not confirm</button>
</form>
</section>`
  return pageAnswer(200, layout(title, 'alone', content))
}

function settled(world: World, id: string): Answer {
  const invoicePage = invoicePageOf(world, id)
  const link = invoicePage ? { href: invoicePage, text: 'Show the invoice' } : null
  return lonelyPage(
    200,
    'Your answer is known',
    'There is nothing left to confirm on this page. You may close it.',
    link,
  )
}

/** Who pays an invoice without a way back sees that invoice. */
function invoicePageOf(world: World, intentId: string): string | null {
  const { payment_purpose, invoice } = world.store.tables
  return invoice.get(payment_purpose.get(intentId)?.invoice ?? '')?.hosted_invoice_url ?? null
}
