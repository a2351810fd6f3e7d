/** How an order stands, as its buyer may see it. */
export type ProgressState = 'awaiting_payment' | 'running' | 'completed' | 'needs_person' | 'payment_failed' | 'expired'

/** Whether nothing more will happen to the order by itself. */
export function isFinal(state: ProgressState): boolean {
  return state === 'completed' || state === 'payment_failed' || state === 'expired'
}
