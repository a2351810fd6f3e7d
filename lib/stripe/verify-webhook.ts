import { z } from 'zod'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseJson } from '@/lib/parse-json'
import { stripe } from './client'

/** Stripe's own tolerance for the age of a signature. */
const toleranceSeconds = 300

/** Stripe's own names; ids of objects may be chosen by whoever made them. */
const word = z.string().regex(/^[\w.-]{1,255}$/)
const objectId = z.string().regex(/^\P{Cc}{1,255}$/u)

const eventSchema = z
  .object({ id: word, type: word, data: z.object({ object: z.object({ id: objectId.optional() }) }) })
  .transform(({ id, type, data }) => ({ id, type, objectId: data.object.id ?? null }))

/** An event as far as the inbox needs it; `objectId` is null for the few objects that have none. */
export type VerifiedEvent = z.infer<typeof eventSchema>

/**
 * Checks that a delivery was signed with one of our secrets not long ago.
 * @param body exactly as it was received
 * @throws AppError `bad_signature`
 */
export function verifyWebhook(body: string, signature: string | null): VerifiedEvent {
  if (!signature) throw new AppError('bad_signature', 'The Stripe-Signature header is missing.')
  if (!env().STRIPE_WEBHOOK_SECRET.some((secret) => isSigned(body, signature, secret))) {
    throw new AppError('bad_signature', 'The signature does not match this body and secret, or it is too old.')
  }
  const event = eventSchema.safeParse(parseJson(body))
  if (!event.success) throw new AppError('bad_signature', 'The body is not an event of Stripe.')
  return event.data
}

/** Whatever the SDK throws, a plain Error for an empty signature included, means that nobody we know signed this. */
function isSigned(body: string, signature: string, secret: string): boolean {
  try {
    return stripe().webhooks.signature?.verifyHeader(body, signature, secret, toleranceSeconds) === true
  } catch {
    return false
  }
}
