import { index, integer, pgEnum, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, timestamps } from './columns'

export const stripeEventStatus = pgEnum('stripe_event_status', ['received', 'processed', 'ignored', 'failed'])

/** The inbox: each event that Stripe delivered, once. The payload is not kept; handlers fetch the truth. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text().primaryKey(),
    type: text().notNull(),
    /** Id of the object that the event is about. */
    objectId: text(),
    status: stripeEventStatus().notNull().default('received'),
    receivedAt: moment().notNull().defaultNow(),
    processedAt: moment(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    ...timestamps,
  },
  (table) => [
    index('stripe_events_status_received_at_idx').on(table.status, table.receivedAt),
    index('stripe_events_object_id_idx').on(table.objectId),
  ],
)
