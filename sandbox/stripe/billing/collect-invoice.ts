import { behaviourOf, markSetUp, type Refusal } from '../cards/behaviour'
import type { Invoice, PaymentIntent, PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { askForAction, attemptPayment, type Outcome } from '../payments/attempt-payment'
import { sendInvoice } from './send-invoice'
import { activate, markFailed, markPaid, paymentOf, subscriptionOf } from './settle-invoice'

const nothingToPayWith: Refusal = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'There is no payment method to charge: the customer has no default payment method.',
}

type How = {
  /** In the place of the default one. */
  method?: PaymentMethod
  /** By the plan of renewals and retries, not by hand. */
  isAutomatic: boolean
}

/**
 * One attempt to be paid for an open invoice, with all that follows for it and its subscription. One that is to be sent
 * is sent instead, unless somebody pays it by hand.
 */
export function collectInvoice(world: World, invoice: Invoice, how: How): Outcome {
  const intent = intentOf(world, invoice)
  if (!intent) {
    markPaid(world, invoice)
    return { kind: 'succeeded' }
  }
  if (how.isAutomatic && invoice.collection_method === 'send_invoice') {
    sendInvoice(world, invoice)
    return { kind: 'succeeded' }
  }
  const method = how.method ?? defaultMethodOf(world, invoice)
  if (!method) {
    world.emit('payment_intent.payment_failed', intent)
    markFailed(world, invoice, how)
    return { kind: 'declined', refusal: nothingToPayWith }
  }
  // A bank that must be asked leaves the invoice waiting for its customer, who confirms on the bank's page.
  const mustConfirm = behaviourOf(world, method.id).authentication !== null
  const outcome = mustConfirm
    ? askForAction(world, intent, method, null)
    : attemptPayment(world, intent, method, { isOffSession: true })
  followPayment(world, invoice, outcome, how)
  return outcome
}

/** What the outcome of a payment means for the invoice that it pays. */
export function followPayment(world: World, invoice: Invoice, outcome: Outcome, how: { isAutomatic: boolean }): void {
  if (outcome.kind === 'succeeded') {
    rememberMethod(world, invoice)
    markPaid(world, invoice, how)
  }
  // A bank debit under way counts as paid until the bank says otherwise.
  const subscription = subscriptionOf(world, invoice)
  if (outcome.kind === 'processing' && subscription?.status === 'incomplete') activate(world, subscription)
  if (outcome.kind === 'requires_action') world.emit('invoice.payment_action_required', invoice)
  if (outcome.kind === 'declined' || outcome.kind === 'requires_action') markFailed(world, invoice, how)
}

/** What an invoice is charged to: its own method, its subscription's, or its customer's. */
export function defaultMethodOf(world: World, invoice: Invoice): PaymentMethod | undefined {
  const { payment_method, customer } = world.store.tables
  const id =
    invoice.default_payment_method ??
    subscriptionOf(world, invoice)?.default_payment_method ??
    customer.get(invoice.customer ?? '')?.invoice_settings.default_payment_method
  return payment_method.get(id ?? '')
}

export function intentOf(world: World, invoice: Invoice): PaymentIntent | undefined {
  return world.store.tables.payment_intent.get(paymentOf(world, invoice)?.payment.payment_intent ?? '')
}

/** The method that paid becomes the subscription's own, where that was asked for. */
function rememberMethod(world: World, invoice: Invoice) {
  const subscription = subscriptionOf(world, invoice)
  const method = intentOf(world, invoice)?.payment_method
  if (!method) return
  if (invoice.billing_reason === 'subscription_create') markSetUp(world, method)
  if (subscription?.payment_settings?.save_default_payment_method !== 'on_subscription') return
  world.store.tables.subscription.put({ ...subscription, default_payment_method: method })
}
