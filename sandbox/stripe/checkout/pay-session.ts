import { newId } from '../core/id'
import type { Coupon, Discount, PaymentIntent, Session, SessionPlan } from '../core/stored'
import type { World } from '../core/world'
import { createCustomer, findCustomer } from '../resources/customers'
import type { Instrument, Refusal } from './instrument'
import { makeInvoice, payInvoice } from './make-invoice'
import { ensurePaymentIntent, fail, makeCharge, succeed } from './make-payment'
import { makePaymentMethod } from './make-payment-method'
import { makeSubscription } from './make-subscription'
import { detailsOf } from './open-session'

export type Outcome = { kind: 'paid' } | { kind: 'declined'; refusal: Refusal } | { kind: 'closed' }

/**
 * One attempt to pay an open session. A second attempt after a paid one finds the session closed and changes nothing.
 * A refused card leaves a payment intent and a failed charge; customer, subscription and invoice are made on success only.
 */
export function paySession(world: World, session: Session, email: string, instrument: Instrument): Outcome {
  const plan = world.store.tables.session_plan.get(session.id)
  if (session.status !== 'open' || !plan) return { kind: 'closed' }
  const isFree = session.amount_total === 0
  const intent = isFree ? null : ensurePaymentIntent(world, session, plan)
  if (instrument.kind === 'card' && instrument.refusal) {
    if (intent) decline(world, intent, { session, email, instrument, refusal: instrument.refusal })
    return { kind: 'declined', refusal: instrument.refusal }
  }
  complete(world, { session, plan, intent, email, instrument })
  return { kind: 'paid' }
}

function decline(
  world: World,
  intent: PaymentIntent,
  attempt: { session: Session; email: string; instrument: Instrument; refusal: Refusal },
) {
  const { instrument, email } = attempt
  const customer = attempt.session.customer
  // A card that was refused is not attached, whoever tried it.
  const method = makePaymentMethod(world, { instrument, customer: null, email })
  const made = makeCharge(world, intent, { method, instrument, customer })
  fail(world, made.intent, made.charge, attempt.refusal)
}

type Payment = {
  session: Session
  plan: SessionPlan
  intent: PaymentIntent | null
  email: string
  instrument: Instrument
}

function complete(world: World, { session, plan, intent, email, instrument }: Payment) {
  const customer = customerOf(world, session, email, instrument.name)
  const method = makePaymentMethod(world, { instrument, customer: customer?.id ?? null, email })
  const isDelayed = intent !== null && instrument.kind === 'bank_debit'
  const invoiceId = session.mode === 'subscription' ? newId('in') : null
  const discount = redeemCoupon(world, session, plan, { customer: customer?.id ?? null, invoice: invoiceId })
  const subscription =
    customer && invoiceId
      ? makeSubscription(world, plan, {
          customer: customer.id,
          paymentMethod: method.id,
          currency: session.currency ?? 'usd',
          invoice: invoiceId,
          discounts: discount?.lasts ? [discount.row.id] : [],
        })
      : null
  if (subscription) world.emit('customer.subscription.created', subscription)
  if (intent) {
    const made = makeCharge(world, intent, { method, instrument, customer: customer?.id ?? null })
    if (isDelayed) {
      world.emit('payment_intent.processing', made.intent)
      world.emit('charge.pending', made.charge)
    } else succeed(world, made.intent, made.charge)
  }
  if (subscription && customer && invoiceId) {
    const invoice = makeInvoice(world, {
      id: invoiceId,
      customer: findCustomer(world, customer.id),
      subscription,
      lines: plan.lines,
      discount: discount?.row.id ?? null,
      paymentIntent: intent?.id ?? null,
    })
    if (!isDelayed) payInvoice(world, invoice)
  }
  const closed = world.store.tables.session.put({
    ...session,
    customer: customer?.id ?? null,
    customer_details: detailsOf(email, instrument.name),
    invoice: invoiceId,
    payment_intent: session.mode === 'payment' ? (intent?.id ?? null) : null,
    payment_status: intent === null ? 'no_payment_required' : isDelayed ? 'unpaid' : 'paid',
    status: 'complete',
    subscription: subscription?.id ?? null,
    url: null,
  })
  world.emit('checkout.session.completed', closed)
  if (instrument.kind === 'bank_debit' && intent) beginSettlement(world, session.id, instrument.failure)
}

function customerOf(world: World, session: Session, email: string, name: string) {
  if (session.customer) return findCustomer(world, session.customer, 'customer')
  if (session.mode === 'payment' && session.customer_creation !== 'always') return null
  return createCustomer(world, { email, name })
}

function redeemCoupon(
  world: World,
  session: Session,
  plan: SessionPlan,
  owner: { customer: string | null; invoice: string | null },
): { row: Discount; lasts: boolean } | null {
  const { coupon: coupons, discount: discounts } = world.store.tables
  if (plan.coupon === null) return null
  const coupon = coupons.get(plan.coupon)
  if (coupon) coupons.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 })
  const row = discounts.put({
    id: newId('di'),
    object: 'discount',
    checkout_session: session.id,
    customer: owner.customer,
    customer_account: null,
    end: null,
    invoice: owner.invoice,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: plan.coupon, type: 'coupon' },
    start: world.now,
    subscription: null,
    subscription_item: null,
  })
  return { row, lasts: isLasting(coupon) }
}

/** Whether the coupon takes something off later invoices too. */
function isLasting(coupon: Coupon | undefined): boolean {
  return coupon !== undefined && coupon.duration !== 'once'
}

function beginSettlement(world: World, sessionId: string, failure: 'account_closed' | 'insufficient_funds' | null) {
  world.store.tables.settlement.put({ id: sessionId, atMs: world.nowMs + world.settleAfterMs, failure })
}
