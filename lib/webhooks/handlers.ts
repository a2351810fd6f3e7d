import { syncSubscription } from '@/lib/billing/sync-subscription'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { subscriptionOfInvoice } from '@/lib/stripe/subscription-of-invoice'

/** @param objectId Stripe's id of what the event is about; @param eventId its cause, for the audit log */
type Handler = (objectId: string, eventId: string) => Promise<void>

const syncInvoice: Handler = async (invoiceId, eventId) => {
  const subscriptionId = await subscriptionOfInvoice(invoiceId)
  if (subscriptionId) await syncSubscription(subscriptionId, eventId)
}

const settle: Handler = (sessionId) => settleSession(sessionId)

const handlers: Record<string, Handler> = {
  'checkout.session.completed': settle,
  'checkout.session.async_payment_succeeded': settle,
  'checkout.session.async_payment_failed': (sessionId) => settleSession(sessionId, true),
  'checkout.session.expired': settle,
  'customer.subscription.created': syncSubscription,
  'customer.subscription.updated': syncSubscription,
  'customer.subscription.deleted': syncSubscription,
  'invoice.paid': syncInvoice,
  'invoice.payment_failed': syncInvoice,
}

/** What to do about a type of event; undefined for types that we leave alone. */
export function handlerOf(type: string): Handler | undefined {
  return Object.hasOwn(handlers, type) ? handlers[type] : undefined
}
