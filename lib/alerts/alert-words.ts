import type { AlertKind } from './alert-kind'

/** What each kind is called in front of staff. */
export const alertWords: Record<AlertKind, string> = {
  order_needs_person: 'Order needs a person',
  order_waiting: 'Order waits',
  event_failed: 'Stripe event failed',
  job_failed: 'Job failed',
  mail_undelivered: 'Mail did not arrive',
  server_down: 'Does not answer',
  unmatched_payment: 'Payment without order',
  account_missing: 'Account missing on its server',
  account_unknown: 'Unknown account on a server',
  website_differs: 'Site differs from its server',
  subscription_differs: 'Subscription differs from Stripe',
  upkeep_failed: 'Regular work fails',
}
