import type { Act } from '@/lib/admin/list-acts'
import { formatMoney } from '@/lib/money'
import { formatDay } from '@/lib/web/format-moment'

type Details = Act['details']

/** What was done, as a sentence without its subject; an entry of a kind that has no words yet is read out as it is. */
export function describeAct({ action, details }: Pick<Act, 'action' | 'details'>): string {
  const sentence = Object.hasOwn(sentences, action) ? sentences[action] : undefined
  if (typeof sentence === 'string') return withReason(sentence, details)
  return sentence ? sentence(details) : `${action.replaceAll(/[._]/g, ' ')}.`
}

const sentences: Record<string, string | ((details: Details) => string)> = {
  'fulfilment.requested': 'the order was paid, and its delivery began.',
  'fulfilment.completed': 'the order was delivered.',
  'fulfilment.resumed': 'tried the delivery of the order again.',
  'fulfilment.parked': (details) => `the delivery of the order needs a person${quoted(details.reason)}.`,
  'order.payment_found': 'the payment of the order was found at Stripe.',
  'order.session_found': 'the payment page of the order was found at Stripe.',
  'order.closed': 'the open payment page of an order was closed.',
  'job.requeued': 'work that was left undone was taken up again.',
  'website.reapplied': 'the server was told again how the site should be.',
  'website.domain_released': ({ domain }) => `a new order took over ${textOf(domain)} from the ended service.`,
  password_changed: 'the password was changed.',
  password_reset: 'the password was reset by mail.',
  'email_change.requested': 'asked for another e-mail address.',
  email_changed: 'confirmed another e-mail address.',
  'billing_portal.opened': 'opened the payment pages at Stripe.',
  'service.held': 'took the site offline',
  'service.released': 'lifted the hold on the site',
  'service.end_requested': 'ended the service at once',
  'service.suspended': (details) =>
    `the site went offline, because ${offlineWords[textOf(details.reason)] ?? 'it must'}.`,
  'service.suspension_lifted': (details) =>
    `no reason any more to keep the site offline because ${offlineWords[textOf(details.reason)] ?? 'of before'}.`,
  'service.terminated': 'a copy of the site was made, and the site was deleted.',
  'dunning.started': 'a renewal was not paid; reminders began.',
  'dunning.ended': (details) => (details.outcome === 'paid' ? 'the overdue renewal was paid.' : 'the reminders ended.'),
  'retention.started': (details) => `the data of the ended service is kept until ${dayOf(details.deletesAt)}.`,
  'retention.ended': 'the service is alive again, so its data is no longer to be deleted.',
  'subscription.cancellation_requested': 'cancelled the service for the end of its term',
  'subscription.undo_requested': 'took the cancellation back',
  'subscription.cancellation_changed': ({ to }) =>
    to ? `the service is to end on ${dayOf(to)}.` : 'the service is no longer to end.',
  'subscription.status_changed': ({ to }) => `the subscription is now ${statusWords[textOf(to)] ?? textOf(to)}.`,
  'subscription.period_changed': ({ to }) => `what is paid lasts until ${dayOf(to)}.`,
  'subscription.plan_changed': 'the service is billed for another plan.',
  'subscription.cycle_changed': 'the service is billed for another term.',
  'subscription.price_changed': ({ from }) =>
    from === null ? 'the price of the service was noted.' : 'the price of the service changed.',
  'subscription.currency_changed': ({ to }) => `the service is billed in ${textOf(to).toUpperCase()}.`,
  'subscription.end_changed': ({ to }) =>
    to ? `the subscription ended on ${dayOf(to)}.` : 'the subscription has not ended.',
  'plan_change.requested': 'asked for another plan.',
  'plan_change.scheduled': ({ effectiveAt }) => `the other plan begins on ${dayOf(effectiveAt)}.`,
  'plan_change.applied': 'the other plan is in force.',
  'plan_change.withdrawal_requested': 'took the wish for another plan back.',
  'plan_change.withdrawn': 'the wish for another plan was given up.',
  'renewal.stopped': 'a payment is disputed, so the service does not renew.',
  'renewal.resumed': 'the dispute is settled, so the service renews again.',
  'invoice.status_changed': ({ to }) => `an invoice is now ${invoiceWords[textOf(to)] ?? textOf(to)}.`,
  'invoice.amounts_changed': 'the amounts of an invoice changed.',
  'refund.requested': (details) => withReason(`refunded${moneyOf(details)}`, details),
  'refund.refused': (details) => `the refund was refused${quoted(details.refusal)}.`,
  'refund.status_changed': ({ to }) => `a refund is now ${refundWords[textOf(to)] ?? 'under way'}.`,
  'dispute.status_changed': ({ from, to }) =>
    from ? `the dispute is now ${textOf(to).replaceAll('_', ' ')}.` : 'the bank asked for a payment back.',
  'purchases.cleared': 'let the customer buy again',
  'purchases.blocked_again': 'blocked purchases again',
}

const offlineWords: Record<string, string> = {
  non_payment: 'a renewal is not paid',
  paused: 'it is paused at Stripe',
  ended: 'the service has ended',
  staff: 'staff say so',
}

/** https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
const statusWords: Record<string, string> = {
  active: 'active',
  trialing: 'on trial',
  past_due: 'overdue',
  unpaid: 'unpaid, and no longer tried',
  canceled: 'over',
  paused: 'paused',
  incomplete: 'not paid yet',
  incomplete_expired: 'never paid',
}

const invoiceWords: Record<string, string> = {
  draft: 'being prepared',
  open: 'due',
  paid: 'paid',
  uncollectible: 'given up',
  void: 'withdrawn',
}

const refundWords: Record<string, string> = { succeeded: 'made', failed: 'failed', canceled: 'withdrawn' }

function withReason(sentence: string, details: Details): string {
  if (sentence.endsWith('.')) return sentence
  return `${sentence}${quoted(details.reason)}.`
}

function quoted(reason: unknown): string {
  return typeof reason === 'string' && reason ? `: “${reason.replace(/\.$/, '')}”` : ''
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function dayOf(value: unknown): string {
  const day = new Date(textOf(value))
  return Number.isNaN(day.getTime()) ? 'a later day' : formatDay(day)
}

function moneyOf({ amount, currency }: Details): string {
  if (typeof amount !== 'number' || typeof currency !== 'string') return ''
  return ` ${formatMoney({ amountMinor: amount, currency })}`
}
