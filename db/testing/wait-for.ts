import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks again and again until the answer is neither false nor null nor undefined, and returns it.
 * @throws the check's last error, or one that says how long was waited
 */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + timeoutMs
  let cause: unknown
  while (Date.now() < deadline) {
    try {
      const answer = await check()
      if (isThere(answer)) return answer
      cause = undefined
    } catch (error) {
      cause = error
    }
    await pause(20)
  }
  throw cause ?? new Error(`Waited ${timeoutMs} ms in vain`)
}

function isThere<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return answer !== false && answer !== null && answer !== undefined
}
