import { setTimeout as pause } from 'node:timers/promises'
import { inArray, min } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { stripeEvents } from '@/db/schema/webhooks'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { type ListedEvent, listEvents } from '@/lib/stripe/list-events'
import { handledTypes } from '@/lib/webhooks/handlers'
import { storeEvent } from '@/lib/webhooks/store-event'
import { causedBy, type Findings } from './findings'
import { readMark, writeMark } from './marks'

const pass = 'events'

/** Stripe's list may show an event later than its time says. */
const overlapMs = 5 * 60_000

/** Time for a webhook that is on its way. */
const secondLookAfterMs = 2_000

/**
 * Asks Stripe for its events since the last run, and stores those that no webhook has brought.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function recoverEvents(found: Findings): Promise<void> {
  const since = (await readMark(pass))?.lookedUpTo ?? (await whenSalesBegan())
  const missing: ListedEvent[] = []
  let newestMs = since.getTime()
  for await (const events of listEvents(handledTypes(), new Date(since.getTime() - overlapMs))) {
    found.looked += events.length
    missing.push(...(await withoutKnown(events)))
    // By Stripe's clock, so that ours may be wrong.
    newestMs = Math.max(newestMs, ...events.map(({ createdAt }) => createdAt.getTime()))
  }
  if (missing.length > 0) {
    await pause(secondLookAfterMs)
    for (const event of missing) await recover(event, found)
  }
  // Objects on a test clock have events of the future.
  await writeMark(pass, { lookedUpTo: new Date(Math.min(newestMs, now().getTime())), cursor: null })
}

/** Before the first order nothing can have been missed. */
async function whenSalesBegan(): Promise<Date> {
  const [first] = await db()
    .select({ at: min(checkoutSessions.createdAt) })
    .from(checkoutSessions)
  return first?.at ?? now()
}

async function withoutKnown(events: ListedEvent[]): Promise<ListedEvent[]> {
  if (events.length === 0) return []
  const ids = events.map((event) => event.id)
  const rows = await db().select({ id: stripeEvents.id }).from(stripeEvents).where(inArray(stripeEvents.id, ids))
  const known = new Set(rows.map((row) => row.id))
  return events.filter((event) => !known.has(event.id))
}

async function recover(event: ListedEvent, found: Findings): Promise<void> {
  const isNew = await db().transaction(async (tx) => {
    if (!(await storeEvent(tx, event))) return false
    await recordAudit(tx, {
      actor: 'system',
      action: 'event.recovered',
      subject: `stripe_events:${event.id}`,
      details: { type: event.type, ...causedBy },
    })
    return true
  })
  if (isNew) found.repaired.push(`Event ${event.id} (${event.type}) had not arrived`)
}
