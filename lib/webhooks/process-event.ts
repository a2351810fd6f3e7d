import { and, eq, ne, sql } from 'drizzle-orm'
import { stripeEvents } from '@/db/schema/webhooks'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { handlerOf } from './handlers'

/**
 * Works off one event of the inbox: its handler asks Stripe for the truth, so order and repeats do not matter.
 * @throws Unanswered while Stripe does not answer, or what the handler throws, after writing it down; the job is then
 *   tried again
 */
export async function processEvent(eventId: string): Promise<void> {
  const [event] = await db()
    .update(stripeEvents)
    .set({ attempts: sql`${stripeEvents.attempts} + 1` })
    .where(eq(stripeEvents.id, eventId))
    .returning()
  if (!event || event.status === 'processed' || event.status === 'ignored') return

  const handle = handlerOf(event.type)
  const { objectId } = event
  if (!handle || !objectId) return finish(eventId, 'ignored')
  try {
    await askPatiently(() => handle(objectId, event.id))
  } catch (error) {
    await db()
      .update(stripeEvents)
      .set({ status: 'failed', lastError: explainError(error) })
      // Another worker, which took it over, may have been luckier.
      .where(and(eq(stripeEvents.id, eventId), ne(stripeEvents.status, 'processed')))
    throw error
  }
  await finish(eventId, 'processed')
}

async function finish(eventId: string, status: 'processed' | 'ignored'): Promise<void> {
  await db()
    .update(stripeEvents)
    .set({ status, processedAt: now(), lastError: null })
    .where(eq(stripeEvents.id, eventId))
}
