import type { Customer, Invoice, InvoicePayment, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { endSubscription, hasEnded } from './end-subscription'

const day = 24 * 60 * 60

/** Marks an invoice and its payment as paid; a subscription that waited for it is active again. */
export function markPaid(
  world: World,
  invoice: Invoice,
  how: { isAutomatic?: boolean; isOutOfBand?: boolean } = {},
): Invoice {
  const attempts = invoice.attempt_count + (how.isAutomatic ? 1 : 0)
  const paid = world.store.tables.invoice.put({
    ...invoice,
    amount_paid: how.isOutOfBand ? 0 : invoice.amount_due,
    amount_remaining: 0,
    attempt_count: invoice.amount_due > 0 && !how.isOutOfBand ? Math.max(1, attempts) : invoice.attempt_count,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: world.now },
  })
  world.emit('invoice.paid', paid)
  world.emit('invoice.payment_succeeded', paid)
  payPayment(world, paid)
  setDelinquent(world, paid, false)
  const subscription = subscriptionOf(world, paid)
  if (subscription && isWaitingFor(subscription, paid)) activate(world, subscription)
  return paid
}

/** Lets a subscription that waited for a payment run; it may still be in its trial. */
export function activate(world: World, subscription: Subscription): void {
  const isTrial = subscription.status === 'incomplete' && (subscription.trial_end ?? 0) > world.now
  const { status_details: _paused, ...rest } = subscription
  const after = world.store.tables.subscription.put({ ...rest, status: isTrial ? 'trialing' : 'active' })
  if (subscription.status === 'paused') world.emit('customer.subscription.resumed', after)
}

/**
 * Notes that an attempt to pay an invoice failed, and plans the next.
 * @param how an attempt by hand after the first leaves the plan of retries as it is
 */
export function markFailed(world: World, invoice: Invoice, how: { isAutomatic: boolean }): Invoice {
  const subscription = subscriptionOf(world, invoice)
  const counts = how.isAutomatic || invoice.attempt_count === 0
  const attempts = invoice.attempt_count + (counts ? 1 : 0)
  const isCharged = invoice.collection_method === 'charge_automatically'
  const isRetried = isCharged && invoice.auto_advance === true && subscription && canBeRetried(subscription)
  const wait = world.retries.afterDays[attempts - 1]
  const planned = isRetried && wait !== undefined ? world.now + wait * day : null
  const failed = world.store.tables.invoice.put({
    ...invoice,
    attempt_count: attempts,
    attempted: true,
    next_payment_attempt: counts ? planned : invoice.next_payment_attempt,
  })
  world.emit('invoice.payment_failed', failed)
  // One that was sent may be tried until it is due.
  if (isCharged) setDelinquent(world, failed, true)
  if (!subscription || !isCharged) return failed
  if (subscription.status === 'active' || subscription.status === 'trialing') {
    world.store.tables.subscription.put({ ...subscription, status: 'past_due' })
  }
  if (counts && isRetried && planned === null) giveUp(world, subscription.id)
  return failed
}

/** The subscription that an invoice is for. */
export function subscriptionOf(world: World, invoice: Invoice): Subscription | undefined {
  return world.store.tables.subscription.get(invoice.parent?.subscription_details?.subscription ?? '')
}

/** The payment that is under way for an invoice. */
export function paymentOf(world: World, invoice: Invoice): InvoicePayment | undefined {
  const { invoice_collection, invoice_payment } = world.store.tables
  return invoice_payment.get(invoice_collection.get(invoice.id)?.invoicePayment ?? '')
}

function isWaitingFor(subscription: Subscription, invoice: Invoice): boolean {
  const { status } = subscription
  if (status === 'incomplete') return true
  return (
    (status === 'past_due' || status === 'unpaid' || status === 'paused') && subscription.latest_invoice === invoice.id
  )
}

/** A first payment is waited for, and what has ended is not charged for any more. */
function canBeRetried(subscription: Subscription): boolean {
  return subscription.status !== 'incomplete' && !hasEnded(subscription)
}

function payPayment(world: World, invoice: Invoice) {
  const payment = paymentOf(world, invoice)
  if (!payment || invoice.amount_paid === 0) return
  const paid = world.store.tables.invoice_payment.put({
    ...payment,
    amount_paid: invoice.amount_due,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: world.now },
  })
  world.emit('invoice_payment.paid', paid)
}

/** After the last retry, what the account's setting says. */
function giveUp(world: World, id: string) {
  const subscription = world.store.tables.subscription.get(id)
  if (!subscription || hasEnded(subscription) || world.retries.ending === 'past_due') return
  if (world.retries.ending === 'canceled') endSubscription(world, subscription, 'payment_failed')
  else world.store.tables.subscription.put({ ...subscription, status: 'unpaid' })
}

/** Notes whether a customer owes something that is late. */
export function setDelinquent(world: World, invoice: Invoice, isDelinquent: boolean) {
  const customer: Customer | undefined = world.store.tables.customer.get(invoice.customer ?? '')
  if (!customer || customer.delinquent === isDelinquent) return
  const after = world.store.tables.customer.put({ ...customer, delinquent: isDelinquent })
  world.emit('customer.updated', after, { delinquent: customer.delinquent })
}
