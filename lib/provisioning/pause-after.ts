import type { Outcome } from './driver'

const operatorRetryMs = 5 * 60_000
const failureRetryMs = 10_000

/** How long to wait after a call that did not get done before it is made again. */
export function pauseAfter(outcome: Exclude<Outcome, { kind: 'done' }>): number {
  if (outcome.kind === 'retry') return outcome.hasAnswered ? failureRetryMs : outcome.afterMs
  return outcome.kind === 'pending' ? outcome.pollAfterMs : operatorRetryMs
}
