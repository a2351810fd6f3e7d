import { applyPromotionCode } from '../checkout/apply-promotion-code'
import { findSession } from '../checkout/find-session'
import { type Outcome, paySession, successUrl } from '../checkout/pay-session'
import { momentOf } from '../clock/clock-of'
import type { Answer } from '../core/answer-api'
import { Failure, missing } from '../core/failure'
import type { Session } from '../core/stored'
import type { World } from '../core/world'
import { taxSession } from '../tax/tax-session'
import { embeddedAddress } from './embedded-address'
import { lonelyPage, pageAnswer, seeOther } from './page-answer'
import { paymentPage } from './payment-page'
import {
  asksCountry,
  type Entered,
  enteredIn,
  type FieldErrors,
  methodsOf,
  readCountry,
  readPaymentForm,
} from './read-payment-form'

type SessionRequest = { method: string; body: string; isEmbedded?: boolean }

/** Serves the payment page of one session: GET shows it, POST is its form. */
export function answerPage(world: World, sessionId: string, request: SessionRequest): Answer {
  return world.at(momentOf(world, [sessionId]), () => answer(world, sessionId, request))
}

function answer(world: World, sessionId: string, request: SessionRequest): Answer {
  try {
    const session = findSession(world, sessionId)
    if (session.ui_mode === 'embedded_page' && !request.isEmbedded) throw missing('checkout.session', sessionId)
    if (request.method === 'POST') {
      const form = new URLSearchParams(request.body)
      if (form.has('promotion_code')) return applyCode(world, session, enteredIn(form))
      if (form.has('show_tax')) return showTax(world, session, enteredIn(form))
      return pay(world, session, enteredIn(form))
    }
    if (session.status === 'open') return show(world, session, { method: methodsOf(session)[0] ?? 'card', values: {} })
    return closedPage(session)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const isUnknown = error.status === 404
    const title = isUnknown ? 'There is no such payment page' : 'This order can no longer be paid'
    const words = isUnknown ? 'The address is incomplete or from another run.' : error.message
    return lonelyPage(error.status, title, words, null)
  }
}

function applyCode(world: World, session: Session, entered: Entered): Answer {
  if (session.status !== 'open') return afterwards(session)
  try {
    world.change(() => applyPromotionCode(world, session, entered.values.promotion_code ?? ''))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return show(world, session, entered, { errors: { promotion_code: error.message } })
  }
  return seeOther(session.url ?? embeddedAddress(session))
}

/** Works the tax out without paying. */
function showTax(world: World, session: Session, entered: Entered): Answer {
  if (session.status !== 'open') return afterwards(session)
  const errors: FieldErrors = {}
  const country = readCountry(entered, errors, null)
  if (Object.keys(errors).length > 0) return show(world, session, entered, { errors })
  const taxed = world.change(() => taxSession(world, session, country))
  return show(world, taxed, entered)
}

function pay(world: World, session: Session, entered: Entered): Answer {
  if (session.status !== 'open') return afterwards(session)
  if (!methodsOf(session).includes(entered.method)) {
    return show(world, session, entered, { refusal: 'This order is not paid in that way.' })
  }
  const { errors, email, country, instrument } = readPaymentForm(entered, knownOf(world, session), world.nowMs)
  if (!instrument) return show(world, session, entered, { errors })
  const outcome: Outcome = world.change(() => paySession(world, session, { email, country }, instrument))
  if (outcome.kind === 'requires_action') return seeOther(outcome.url)
  if (outcome.kind === 'declined') return show(world, session, entered, { refusal: outcome.refusal.message })
  return afterwards(findSession(world, session.id))
}

function knownOf(world: World, session: Session) {
  const email = session.customer_details?.email ?? null
  const country = world.store.tables.session_plan.get(session.id)?.country ?? null
  return asksCountry(session) ? { email, country } : { email }
}

/** Where the browser goes when there is nothing left to pay. */
function afterwards(session: Session): Answer {
  if (session.ui_mode === 'embedded_page') return seeOther(embeddedAddress(session))
  if (session.status !== 'complete' || !session.success_url) return closedPage(session)
  return seeOther(successUrl(session) ?? '')
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
  return pageAnswer(problem.refusal ? 402 : problem.errors ? 422 : 200, body)
}

function closedPage(session: Session): Answer {
  if (session.status === 'complete') {
    const link = { href: successUrl(session) ?? '', text: 'Back to the shop' }
    return lonelyPage(200, 'This order is paid for', 'There is nothing left to do on this page.', link)
  }
  const link = session.cancel_url ? { href: session.cancel_url, text: 'Back to the shop' } : null
  return lonelyPage(410, 'This payment page has expired', 'Nothing was charged. Start again in the shop.', link)
}
