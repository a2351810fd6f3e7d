import { findSession } from '../checkout/find-session'
import { type Outcome, paySession } from '../checkout/pay-session'
import type { Answer } from '../core/answer-api'
import { Failure } from '../core/failure'
import type { Session } from '../core/stored'
import type { World } from '../core/world'
import { html } from './html'
import { layout } from './layout'
import { paymentPage } from './payment-page'
import { type Entered, enteredIn, type FieldErrors, readPaymentForm } from './read-payment-form'

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // No form-action: browsers would apply it to the way back to the shop as well.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Serves the payment page of one session: GET shows it, POST is its form. */
export function answerPage(world: World, sessionId: string, request: { method: string; body: string }): Answer {
  try {
    const session = findSession(world, sessionId)
    if (request.method === 'POST') return pay(world, session, enteredIn(new URLSearchParams(request.body)))
    if (session.status === 'open') return show(world, session, { method: 'card', values: {} })
    return closedPage(session)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const isUnknown = error.status === 404
    const title = isUnknown ? 'There is no such payment page' : 'This order can no longer be paid'
    const words = isUnknown ? 'The address is incomplete or from another run.' : error.message
    return alone(error.status, title, words, null)
  }
}

function pay(world: World, session: Session, entered: Entered): Answer {
  if (session.status !== 'open') return afterwards(session)
  const known = session.customer_details?.email ?? null
  const { errors, email, instrument } = readPaymentForm(entered, known, world.nowMs)
  if (!instrument) return show(world, session, entered, { errors })
  const outcome: Outcome = world.change(() => paySession(world, session, email, instrument))
  if (outcome.kind === 'declined') return show(world, session, entered, { refusal: outcome.refusal.message })
  return afterwards(findSession(world, session.id))
}

/** Where the browser goes when there is nothing left to pay. */
function afterwards(session: Session): Answer {
  if (session.status !== 'complete' || !session.success_url) return closedPage(session)
  return { status: 303, headers: { ...headers, location: successUrl(session) }, body: '' }
}

function successUrl(session: Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

function show(
  world: World,
  session: Session,
  entered: Entered,
  problem: { errors?: FieldErrors; refusal?: string } = {},
): Answer {
  const plan = world.store.tables.session_plan.get(session.id)
  const body = paymentPage({
    session,
    lines: plan?.lines ?? [],
    coupon: world.store.tables.coupon.get(plan?.coupon ?? '') ?? null,
    entered,
    errors: problem.errors ?? {},
    refusal: problem.refusal ?? null,
    nowSeconds: world.now,
  })
  return { status: problem.refusal ? 402 : problem.errors ? 422 : 200, headers, body }
}

function closedPage(session: Session): Answer {
  if (session.status === 'complete') {
    const link = { href: successUrl(session), text: 'Back to the shop' }
    return alone(200, 'This order is paid for', 'There is nothing left to do on this page.', link)
  }
  const link = session.cancel_url ? { href: session.cancel_url, text: 'Back to the shop' } : null
  return alone(410, 'This payment page has expired', 'Nothing was charged. Start again in the shop.', link)
}

function alone(status: number, title: string, words: string, link: { href: string; text: string } | null): Answer {
  const content = html`<section class="panel"><h1>${title}</h1><p>${words}</p>
${link ? html`<p><a href="${link.href}">${link.text}</a></p>` : null}</section>`
  return { status, headers, body: layout(title, 'alone', content) }
}
