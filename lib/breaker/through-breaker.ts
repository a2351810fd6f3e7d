import { isDatabaseTrouble } from '@/lib/database'
import { countAnswer, countFailure } from './count-outcome'
import { enterBreaker, giveProbeBack, keepProbe } from './enter-breaker'
import type { Part } from './part'
import { Unanswered } from './unanswered'

/**
 * Asks an outside part for something, unless it is known not to answer: then it is left alone, but for one caller at a
 * time, whose success lets all others through again. After some failures in a row a part counts as not answering.
 * @param call throws `Unanswered` when the part did not answer, and says `heard` once it did, be it with a no; work that
 *   comes to an end without having asked the part says nothing about it
 * @throws Unanswered, from the call or instead of it
 */
export async function throughBreaker<Result>(
  part: Part,
  call: (heard: () => void) => Promise<Result>,
): Promise<Result> {
  const entry = await enterBreaker(part)
  let hasAnswered = false
  const work = () =>
    call(() => {
      hasAnswered = true
    })
  const conclude = async () => {
    if (hasAnswered) await countAnswer(part, entry)
    else if (entry.isProbe) await giveProbeBack(part)
  }
  try {
    const result = await (entry.isProbe ? keepProbe(part, work) : work())
    await conclude()
    return result
  } catch (error) {
    if (error instanceof Unanswered && error.part === part) await countFailure(part, entry, error.message)
    else if (!isDatabaseTrouble(error)) await conclude()
    throw error
  }
}
