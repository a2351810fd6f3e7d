import { makeSubscription } from '../billing/make-subscription'
import { redeemCoupon } from '../billing/redeem-coupon'
import { markPaid } from '../billing/settle-invoice'
import { behaviourOf, type Refusal } from '../cards/behaviour'
import type { Instrument } from '../cards/instrument'
import { attachPaymentMethod, makePaymentMethod } from '../cards/make-payment-method'
import { invalid } from '../core/failure'
import { newId } from '../core/id'
import type { Discount, PaymentIntent, PaymentMethod, Session, SessionPlan, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { askForAction, attemptPayment } from '../payments/attempt-payment'
import { makePaymentIntent } from '../payments/make-payment-intent'
import { createCustomer, findCustomer } from '../resources/customers'
import { addressOf } from '../resources/shipping'
import { taxSession } from '../tax/tax-session'
import { makeFirstInvoice } from './make-first-invoice'
import { detailsOf } from './session-of'

export type Outcome =
  | { kind: 'paid' }
  | { kind: 'declined'; refusal: Refusal }
  | { kind: 'closed' }
  /** The customer goes to the bank's page first. */
  | { kind: 'requires_action'; url: string }

/** One attempt to pay an open session with what somebody typed. */
export function paySession(
  world: World,
  session: Session,
  { email, country = null }: { email: string; country?: string | null },
  instrument: Instrument,
): Outcome {
  const address = country === null ? {} : { address: addressOf({ country }) }
  const method = makePaymentMethod(world, instrument, { billing: { email, ...address } })
  return paySessionWith(world, session, method)
}

/**
 * One attempt to pay an open session. A second attempt after a paid one finds the session closed and changes nothing.
 * A refused card leaves a payment intent and a failed charge; customer, subscription and invoice are made on success only.
 */
export function paySessionWith(world: World, opened: Session, method: PaymentMethod): Outcome {
  const session =
    opened.status === 'open' ? taxSession(world, opened, method.billing_details.address?.country ?? null) : opened
  const plan = world.store.tables.session_plan.get(session.id)
  if (session.status !== 'open' || !plan) return { kind: 'closed' }
  if (session.automatic_tax.enabled && session.automatic_tax.status !== 'complete') {
    throw invalid('Say where you live: the tax of this order depends on it.', { param: 'country' })
  }
  const { refusal, isRefusedAtOnce, authentication } = behaviourOf(world, method.id)
  const intent = session.amount_total === 0 ? null : ensurePaymentIntent(world, session, plan)
  if (refusal && (intent || isRefusedAtOnce)) {
    if (intent) attemptPayment(world, intent, method, { isOffSession: false })
    return { kind: 'declined', refusal }
  }
  if (intent && authentication !== null) {
    askForAction(world, intent, method, successUrl(session))
    return { kind: 'requires_action', url: `${world.baseUrl}/3ds/${intent.id}` }
  }
  complete(world, { session, plan, intent, method })
  return { kind: 'paid' }
}

/** Completes a session whose customer has confirmed with the bank. Answers with where the customer goes. */
export function completeAfterAction(world: World, sessionId: string, method: PaymentMethod): string | null {
  const session = world.store.tables.session.get(sessionId)
  const plan = world.store.tables.session_plan.get(sessionId)
  const intent = world.store.tables.payment_intent.get(plan?.paymentIntent ?? '')
  if (session?.status !== 'open' || !plan || !intent) return session?.cancel_url ?? null
  complete(world, { session, plan, intent, method })
  return successUrl(session)
}

/** Where a paid session leads. */
export function successUrl(session: Session): string | null {
  const address = session.success_url ?? session.return_url
  return address?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null
}

/** The payment intent of a session: the one of an earlier attempt, or a new one. */
function ensurePaymentIntent(world: World, session: Session, plan: SessionPlan): PaymentIntent {
  const amount = session.amount_total ?? 0
  const known = world.store.tables.payment_intent.get(plan.paymentIntent ?? '')
  if (known) return known.amount === amount ? known : world.store.tables.payment_intent.put({ ...known, amount })
  const isSubscription = session.mode === 'subscription'
  const intent = makePaymentIntent(
    world,
    {
      amount,
      currency: session.currency ?? 'usd',
      customer: session.customer,
      description: isSubscription ? 'Subscription creation' : plan.paymentIntentDescription,
      metadata: plan.paymentIntentMetadata,
      payment_method_types: session.payment_method_types,
      setup_future_usage: isSubscription ? 'off_session' : (plan.paymentIntentUsage ?? null),
      shipping: plan.paymentIntentShipping ?? null,
    },
    { session: session.id },
  )
  world.store.tables.session_plan.put({ ...plan, paymentIntent: intent.id })
  return intent
}

type Payment = { session: Session; plan: SessionPlan; intent: PaymentIntent | null; method: PaymentMethod }

function complete(world: World, { session, plan, intent, method: given }: Payment) {
  const { email, name } = given.billing_details
  const address = session.customer_details?.email ?? email
  const country = plan.country ?? null
  const customer = customerOf(world, session, { email: address, name, country })
  const method = customer ? attachPaymentMethod(world, given, customer.id) : given
  const isDelayed = intent !== null && method.type !== 'card'
  const invoiceId = session.mode === 'subscription' ? newId('in') : null
  const discount = redeem(world, session, plan, { customer: customer?.id ?? null, invoice: invoiceId })
  const subscription =
    customer && invoiceId
      ? subscribe(world, plan, {
          customer: customer.id,
          method: method.id,
          invoice: invoiceId,
          discount,
          isTaxed: session.automatic_tax.enabled,
        })
      : null
  if (intent) {
    const paid = world.store.tables.payment_intent.put({ ...intent, customer: customer?.id ?? null })
    world.store.tables.payment_purpose.put({ id: intent.id, session: session.id, invoice: invoiceId })
    attemptPayment(world, paid, method, { isOffSession: false, isAuthenticated: true })
  }
  if (subscription && customer && invoiceId) {
    const invoice = makeFirstInvoice(world, {
      id: invoiceId,
      customer: findCustomer(world, customer.id),
      subscription,
      lines: plan.lines,
      discount: discount?.id ?? null,
      paymentIntent: intent?.id ?? null,
    })
    if (!isDelayed) markPaid(world, invoice)
  }
  const closed = world.store.tables.session.put({
    ...session,
    customer: customer?.id ?? null,
    customer_details: detailsOf(address, name, country),
    invoice: invoiceId,
    payment_intent: session.mode === 'payment' ? (intent?.id ?? null) : null,
    payment_status: intent === null ? 'no_payment_required' : isDelayed ? 'unpaid' : 'paid',
    status: 'complete',
    subscription: subscription?.id ?? null,
    url: null,
  })
  world.emit('checkout.session.completed', closed)
}

type Buyer = { email: string | null; name: string | null; country: string | null }

function customerOf(world: World, session: Session, { country, ...known }: Buyer) {
  if (session.customer) return findCustomer(world, session.customer, 'customer')
  if (session.mode === 'payment' && session.customer_creation !== 'always') return null
  return createCustomer(world, known, () => (country === null ? {} : { address: addressOf({ country }) }))
}

function redeem(
  world: World,
  session: Session,
  plan: SessionPlan,
  owner: { customer: string | null; invoice: string | null },
): Discount | null {
  if (plan.coupon === null) return null
  const given = { coupon: plan.coupon, promotionCode: plan.promotionCode ?? null }
  return redeemCoupon(world, given, { checkout_session: session.id, ...owner })
}

function subscribe(
  world: World,
  plan: SessionPlan,
  made: { customer: string; method: string; invoice: string; discount: Discount | null; isTaxed: boolean },
): Subscription {
  const coupon = world.store.tables.coupon.get(made.discount?.source.coupon ?? '')
  const trial = plan.trial ?? null
  const subscription = makeSubscription(world, {
    customer: made.customer,
    items: plan.lines.flatMap(({ price, quantity, metadata }) =>
      price?.recurring ? [{ price, quantity: quantity ?? 1, metadata: metadata ?? {} }] : [],
    ),
    trialEnd: trial && ('end' in trial ? trial.end : world.now + trial.days * 86_400),
    automatic_tax: { disabled_reason: null, enabled: made.isTaxed, liability: made.isTaxed ? { type: 'self' } : null },
    default_payment_method: made.method,
    description: plan.subscriptionDescription,
    // A coupon of one use takes something off the first invoice alone.
    discounts: made.discount && coupon?.duration !== 'once' ? [made.discount.id] : [],
    latest_invoice: made.invoice,
    metadata: plan.subscriptionMetadata,
    ...(plan.trialSettings ? { trial_settings: plan.trialSettings } : {}),
  })
  world.emit('customer.subscription.created', subscription)
  return subscription
}
