import type { Part } from '@/lib/breaker/part'
import { throughBreaker } from '@/lib/breaker/through-breaker'
import { Unanswered } from '@/lib/breaker/unanswered'
import type { Retry } from './driver'

/**
 * A call to a server, which is left alone for a while once it has failed to answer some in a row.
 * @returns the call's own answer, or `retry` with an `Unanswered` as its cause where the server did not answer
 */
export async function askServer<Answer extends { kind: string }>(
  part: Part,
  call: () => Promise<Answer | Retry>,
): Promise<Answer | Retry> {
  try {
    return await throughBreaker(part, async (heard) => {
      const answer = await call()
      if (isRetry(answer) && !answer.hasAnswered) throw new Unanswered(part, answer.reason, answer.afterMs)
      heard()
      return answer
    })
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    return { kind: 'retry', afterMs: error.afterMs, reason: error.message, cause: error }
  }
}

function isRetry(answer: { kind: string }): answer is Retry {
  return answer.kind === 'retry'
}
