import { stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { verifyWebhook } from '@/lib/stripe/verify-webhook'

/**
 * Stores a delivery of Stripe in the inbox with the job that works it off, in one transaction. A repeat changes nothing.
 * @param body exactly as it was received
 * @throws AppError `bad_signature`
 */
export async function receiveEvent(body: string, signature: string | null): Promise<void> {
  const event = verifyWebhook(body, signature)
  await db().transaction(async (tx) => {
    const [stored] = await tx
      .insert(stripeEvents)
      .values({ id: event.id, type: event.type, objectId: event.objectId })
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id })
    if (stored) await addJob(tx, 'process-stripe-event', { eventId: event.id }, { key: `stripe-event:${event.id}` })
  })
}
