/** How an order stands, as its buyer may see it. */
export type ProgressState =
  | 'awaiting_payment'
  /** Ordered by a way of paying that takes days, such as a bank debit. */
  | 'payment_delayed'
  | 'running'
  | 'completed'
  | 'needs_person'
  | 'payment_failed'
  | 'expired'

/** Whether nothing more will happen to the order by itself. */
export function isFinal(state: ProgressState): boolean {
  return state === 'completed' || isClosed(state)
}

/** Whether the order is over without a payment, so that only a new one helps. */
export function isClosed(state: ProgressState): boolean {
  return state === 'payment_failed' || state === 'expired'
}

/** Whether the payment may still come. */
export function isUnpaid(state: ProgressState): boolean {
  return state === 'awaiting_payment' || state === 'payment_delayed'
}
