import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseJson } from '@/lib/parse-json'
import { stripe } from './client'
import { readEvent, type StripeEvent } from './event'

/** Stripe's own tolerance for the age of a signature. */
const toleranceSeconds = 300

/**
 * Checks that a delivery was signed with one of our secrets not long ago.
 * @param body exactly as it was received
 * @throws AppError `bad_signature`
 */
export function verifyWebhook(body: string, signature: string | null): StripeEvent {
  if (!signature) throw new AppError('bad_signature', 'The Stripe-Signature header is missing.')
  if (!env().STRIPE_WEBHOOK_SECRET.some((secret) => isSigned(body, signature, secret))) {
    throw new AppError('bad_signature', 'The signature does not match this body and secret, or it is too old.')
  }
  const event = readEvent(parseJson(body))
  if (!event) throw new AppError('bad_signature', 'The body is not an event of Stripe.')
  return event
}

/** Whatever the SDK throws, a plain Error for an empty signature included, means that nobody we know signed this. */
function isSigned(body: string, signature: string, secret: string): boolean {
  try {
    return stripe().webhooks.signature?.verifyHeader(body, signature, secret, toleranceSeconds) === true
  } catch {
    return false
  }
}
