import { integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { checkoutSessions } from './checkout'
import { id, moment, timestamps } from './columns'

export const fulfilmentStatus = pgEnum('fulfilment_status', ['running', 'completed', 'needs_person'])

/** The work that a paid checkout session makes necessary. */
export const fulfilments = pgTable('fulfilments', {
  id: id(),
  checkoutSessionId: uuid()
    .notNull()
    .unique()
    .references(() => checkoutSessions.id),
  status: fulfilmentStatus().notNull().default('running'),
  /** Why it waits or stopped, for staff. */
  reason: text(),
  completedAt: moment(),
  ...timestamps,
})

/** A checkpoint: what was about to be done, and what came of it. */
export const fulfilmentSteps = pgTable(
  'fulfilment_steps',
  {
    fulfilmentId: uuid()
      .notNull()
      .references(() => fulfilments.id),
    step: text().notNull(),
    attempts: integer().notNull().default(0),
    /** Keys and names that were chosen before the outside call. */
    intent: jsonb().$type<Record<string, string>>(),
    error: text(),
    startedAt: moment().notNull().defaultNow(),
    completedAt: moment(),
    ...timestamps,
  },
  (table) => [primaryKey({ columns: [table.fulfilmentId, table.step] })],
)
