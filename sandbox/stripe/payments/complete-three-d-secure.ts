import { markSetUp, type Refusal } from '../cards/behaviour'
import { completeAfterAction } from '../checkout/pay-session'
import { invalid, missing } from '../core/failure'
import type { PaymentIntent, SetupIntent } from '../core/stored'
import type { World } from '../core/world'
import { finishSetup, refuseSetup } from '../setup/confirm-setup-intent'
import { afterPayment } from './after-payment'
import { attemptPayment, type Outcome } from './attempt-payment'

const notAuthenticated: Refusal = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message: 'The bank could not confirm that it was you. Choose another card, or try again.',
}

/**
 * Goes on with a payment or a setup after its customer was on the bank's page.
 * @param id of a payment intent or setup intent that has the status `requires_action`
 * @param isConfirmed what the customer said there
 * @returns where the customer goes from here, or null when nobody asked for a return
 * @throws Failure when there is no such intent, or when it waits for nothing
 */
export function completeThreeDSecure(world: World, id: string, isConfirmed: boolean): { returnUrl: string | null } {
  if (id.startsWith('seti_'))
    return afterSetup(world, waiting(world.store.tables.setup_intent.get(id), id), isConfirmed)
  const intent = waiting(world.store.tables.payment_intent.get(id), id)
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null
  const session = world.store.tables.payment_purpose.get(id)?.session
  const method = world.store.tables.payment_method.get(intent.payment_method ?? '')
  if (!method) throw missing('PaymentMethod', intent.payment_method ?? '', 'payment_method')
  if (!isConfirmed) {
    const refused = refuse(world, intent)
    afterPayment(world, id, { kind: 'declined', refusal: notAuthenticated })
    return { returnUrl: session ? `${world.baseUrl}/c/pay/${session}` : withOutcome(returnUrl, refused, 'failed') }
  }
  if (intent.setup_future_usage === 'off_session') markSetUp(world, method.id)
  if (session) return { returnUrl: completeAfterAction(world, session, method) }
  const outcome: Outcome = attemptPayment(world, intent, method, { isOffSession: false, isAuthenticated: true })
  afterPayment(world, id, outcome)
  return { returnUrl: withOutcome(returnUrl, intent, outcome.kind === 'declined' ? 'failed' : 'succeeded') }
}

function afterSetup(world: World, intent: SetupIntent, isConfirmed: boolean) {
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null
  if (isConfirmed) finishSetup(world, intent, intent.payment_method ?? '')
  else refuseSetup(world, intent, { ...notAuthenticated, code: 'setup_intent_authentication_failure' })
  return { returnUrl: withOutcome(returnUrl, intent, isConfirmed ? 'succeeded' : 'failed') }
}

function refuse(world: World, intent: PaymentIntent): PaymentIntent {
  const method = world.store.tables.payment_method.get(intent.payment_method ?? '')
  const refused = world.store.tables.payment_intent.put({
    ...intent,
    last_payment_error: {
      code: notAuthenticated.code,
      message: notAuthenticated.message,
      ...(method ? { payment_method: method } : {}),
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  })
  world.emit('payment_intent.payment_failed', refused)
  return refused
}

/** The address with what Stripe adds to it. */
function withOutcome(
  returnUrl: string | null,
  intent: PaymentIntent | SetupIntent,
  status: 'succeeded' | 'failed',
): string | null {
  if (returnUrl === null) return null
  const url = new URL(returnUrl)
  url.searchParams.set(intent.object, intent.id)
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '')
  url.searchParams.set('redirect_status', status)
  return url.toString()
}

function waiting<Intent extends PaymentIntent | SetupIntent>(intent: Intent | undefined, id: string): Intent {
  const noun = id.startsWith('seti_') ? 'setupintent' : 'payment_intent'
  if (!intent) throw missing(noun, id)
  if (intent.status === 'requires_action') return intent
  throw invalid(`Nothing is to be confirmed any more: the status is ${intent.status}.`)
}
