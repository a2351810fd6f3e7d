import type { Tx } from '@/db/client'
import { stripeEvents } from '@/db/schema/webhooks'
import { addJob } from '@/lib/jobs/add-job'
import type { StripeEvent } from '@/lib/stripe/event'

/**
 * Puts an event into the inbox together with the job that works it off.
 * @returns false when it was there already: nothing is written then
 */
export async function storeEvent(tx: Tx, event: StripeEvent): Promise<boolean> {
  const [stored] = await tx
    .insert(stripeEvents)
    .values({ id: event.id, type: event.type, objectId: event.objectId })
    .onConflictDoNothing()
    .returning({ id: stripeEvents.id })
  if (stored) await queueEvent(tx, event.id)
  return Boolean(stored)
}

export async function queueEvent(tx: Tx, eventId: string): Promise<void> {
  await addJob(tx, 'process-stripe-event', { eventId }, { key: `stripe-event:${eventId}` })
}
