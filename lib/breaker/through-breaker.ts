import { isDatabaseTrouble } from '@/lib/database'
import { countAnswer, countFailure } from './count-outcome'
import { enterBreaker, keepProbe } from './enter-breaker'
import type { Part } from './part'
import { Unanswered } from './unanswered'

/**
 * Asks an outside part for something, unless it is known not to answer: then it is left alone, but for one caller at a
 * time, whose success lets all others through again. After some failures in a row a part counts as not answering.
 * @param call throws `Unanswered` when the part did not answer; any other failure of it is an answer
 * @throws Unanswered, from the call or instead of it
 */
export async function throughBreaker<Result>(part: Part, call: () => Promise<Result>): Promise<Result> {
  const entry = await enterBreaker(part)
  try {
    const result = await (entry.isProbe ? keepProbe(part, call) : call())
    await countAnswer(part, entry)
    return result
  } catch (error) {
    if (error instanceof Unanswered && error.part === part) await countFailure(part, entry, error.message)
    else if (!(error instanceof Unanswered || isDatabaseTrouble(error))) await countAnswer(part, entry)
    throw error
  }
}
