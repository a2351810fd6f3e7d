import { syncDispute } from '@/lib/billing/sync-dispute'
import { syncInvoice } from '@/lib/billing/sync-invoice'
import { syncRefund } from '@/lib/billing/sync-refund'
import { syncSubscription } from '@/lib/billing/sync-subscription'
import { matchPayment } from '@/lib/fulfilment/match-payment'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { listRefunds } from '@/lib/stripe/retrieve-refund'
import { subscriptionOfSchedule } from '@/lib/stripe/subscription-of-schedule'

/** @param objectId Stripe's id of what the event is about; @param eventId its cause, for the audit log */
type Handler = (objectId: string, eventId: string) => Promise<void>

const mirrorInvoice: Handler = async (invoiceId, eventId) => {
  await syncInvoice(invoiceId, eventId)
}

const settleInvoice: Handler = async (invoiceId, eventId) => {
  const subscriptionId = await syncInvoice(invoiceId, eventId)
  if (subscriptionId) await syncSubscription(subscriptionId, eventId)
}

const mirrorRefunds: Handler = async (chargeId, eventId) => {
  for (const refundId of await listRefunds(chargeId)) await syncRefund(refundId, eventId)
}

const followSchedule: Handler = async (scheduleId, eventId) => {
  const subscriptionId = await subscriptionOfSchedule(scheduleId)
  if (subscriptionId) await syncSubscription(subscriptionId, eventId)
}

const settle: Handler = (sessionId) => settleSession(sessionId)

const settlePaid: Handler = async (sessionId) => {
  await matchPayment(sessionId)
  await settleSession(sessionId)
}

const handlers: Record<string, Handler> = {
  'checkout.session.completed': settlePaid,
  'checkout.session.async_payment_succeeded': settlePaid,
  'checkout.session.async_payment_failed': (sessionId) => settleSession(sessionId, true),
  'checkout.session.expired': settle,
  'customer.subscription.created': syncSubscription,
  'customer.subscription.updated': syncSubscription,
  'customer.subscription.deleted': syncSubscription,
  'customer.subscription.paused': syncSubscription,
  'customer.subscription.resumed': syncSubscription,
  'subscription_schedule.updated': followSchedule,
  'invoice.created': mirrorInvoice,
  'invoice.finalized': mirrorInvoice,
  'invoice.updated': mirrorInvoice,
  'invoice.paid': settleInvoice,
  'invoice.payment_failed': settleInvoice,
  'invoice.voided': settleInvoice,
  'invoice.marked_uncollectible': settleInvoice,
  'charge.refunded': mirrorRefunds,
  'refund.created': syncRefund,
  'refund.updated': syncRefund,
  'refund.failed': syncRefund,
  'charge.dispute.created': syncDispute,
  'charge.dispute.updated': syncDispute,
  'charge.dispute.closed': syncDispute,
  'charge.dispute.funds_withdrawn': syncDispute,
  'charge.dispute.funds_reinstated': syncDispute,
}

/** What to do about a type of event; undefined for types that we leave alone. */
export function handlerOf(type: string): Handler | undefined {
  return Object.hasOwn(handlers, type) ? handlers[type] : undefined
}

export function handledTypes(): string[] {
  return Object.keys(handlers)
}
