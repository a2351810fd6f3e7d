import { AsyncLocalStorage } from 'node:async_hooks'
import { throughBreaker } from '@/lib/breaker/through-breaker'
import { Unanswered } from '@/lib/breaker/unanswered'
import { AppError } from '@/lib/errors'
import { explainError } from '@/lib/explain-error'

const retryAfterMs = 1_000

/** What is told, by work that asks patiently, that Stripe has answered. */
const listeners = new AsyncLocalStorage<() => void>()

/**
 * Work that asks Stripe and can wait: while Stripe does not answer it is left alone, but for one caller at a time.
 * What a visitor waits for asks Stripe directly.
 * @throws Unanswered in the place of AppError `stripe_unreachable`
 */
export function askPatiently<Result>(work: () => Promise<Result>): Promise<Result> {
  return throughBreaker('stripe', async (heard) => {
    try {
      return await listeners.run(heard, work)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'stripe_unreachable')) throw error
      throw new Unanswered('stripe', explainError(error), retryAfterMs)
    }
  })
}

/** Says that Stripe has answered, be it with a no. */
export function noteAnswer(): void {
  listeners.getStore()?.()
}
