import { Unanswered } from '@/lib/breaker/unanswered'
import { isDatabaseTrouble } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { log } from '@/lib/log'
import type { Liveness } from './liveness'

const busyRetryMs = 500
const databaseRetryMs = 1_000

/** One run of a job, as the queue sees it. */
export type JobRun = {
  /** The same for all runs that must not happen at once. */
  name: string
  work: () => Promise<void>
  /** Puts the job into the queue again, for a run after a pause. */
  again: (afterMs: number) => Promise<void>
}

/**
 * Runs a job where no other worker is at the same one. What cannot be done because a part does not answer, or the
 * database does not, comes back soon and for as long as it takes: it uses up none of the tries that a faulty job has.
 * @throws Error in words that may be stored and logged
 */
export async function runJob(liveness: Liveness, { name, work, again }: JobRun): Promise<void> {
  try {
    if (!(await liveness.doAlone(name, work))) await again(busyRetryMs)
  } catch (error) {
    const pauseMs = pauseAfter(error)
    if (pauseMs === null) throw explained(error)
    log().warn({ job: name, pauseMs, err: error }, 'job put off')
    await again(pauseMs).catch((cause) => {
      throw explained(cause)
    })
  }
}

function pauseAfter(error: unknown): number | null {
  if (error instanceof Unanswered) return error.afterMs
  return isDatabaseTrouble(error) ? databaseRetryMs : null
}

/** The queue stores and prints what it gets, and a failed query quotes its values. */
function explained(error: unknown): Error {
  return new Error(explainError(error))
}
