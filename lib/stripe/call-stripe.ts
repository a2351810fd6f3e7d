import Stripe from 'stripe'
import { AppError } from '@/lib/errors'
import { noteAnswer } from './ask-patiently'
import { stripe } from './client'

/**
 * Runs one request to Stripe and turns its failures into ours.
 * @throws AppError `stripe_unreachable` for what may pass (network, rate limit, their 5xx); `stripe_refused` for the rest
 */
export async function callStripe<Result>(request: (client: Stripe) => Promise<Result>): Promise<Result> {
  try {
    const result = await request(stripe())
    noteAnswer()
    return result
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const failure = toAppError(error)
    if (failure.code === 'stripe_refused') noteAnswer()
    throw failure
  }
}

/** Stripe's code of a failure that `callStripe` threw (https://docs.stripe.com/error-codes). */
export function codeOf(error: unknown): string | undefined {
  const cause = error instanceof AppError ? error.details.cause : undefined
  return cause instanceof Stripe.errors.StripeError ? cause.code : undefined
}

/** Whether Stripe said that there is no such object. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'resource_missing'
}

/** Whether the same request, by its idempotency key, is at work: its answer is there a moment later. */
export function isKeyInUse(error: unknown): boolean {
  return codeOf(error) === 'idempotency_key_in_use'
}

/** Whether Stripe could not take a payment: the card was refused, or its owner would have to confirm it. */
export function isDeclined(error: unknown): boolean {
  if (!(error instanceof AppError) || !(error.details.cause instanceof Stripe.errors.StripeError)) return false
  const { statusCode, code } = error.details.cause
  return statusCode === 402 || code === 'subscription_payment_intent_requires_action'
}

function toAppError(error: InstanceType<typeof Stripe.errors.StripeError>): AppError {
  const passing =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error.code === 'idempotency_key_in_use' ||
    (error.statusCode ?? 0) >= 500
  if (passing) {
    const message = 'Our payment provider does not answer right now. Try again in a minute.'
    return new AppError('stripe_unreachable', message, { retryAfterSeconds: 10, cause: error })
  }
  const message = 'Our payment provider refused this. Write to us and we will look into it.'
  return new AppError('stripe_refused', message, { cause: error })
}
