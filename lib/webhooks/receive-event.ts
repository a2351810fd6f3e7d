import { db } from '@/lib/database'
import { verifyWebhook } from '@/lib/stripe/verify-webhook'
import { storeEvent } from './store-event'

/**
 * Stores a delivery of Stripe in the inbox with the job that works it off, in one transaction. A repeat changes nothing.
 * @param body exactly as it was received
 * @throws AppError `bad_signature`
 */
export async function receiveEvent(body: string, signature: string | null): Promise<void> {
  const event = verifyWebhook(body, signature)
  await db().transaction((tx) => storeEvent(tx, event))
}
