import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts'
import { checkoutSessions } from './checkout'
import { id, moment, timestamps } from './columns'

export const fulfilmentStatus = pgEnum('fulfilment_status', ['running', 'completed', 'needs_person'])

/** The work that a paid checkout session makes necessary. */
export const fulfilments = pgTable(
  'fulfilments',
  {
    id: id(),
    checkoutSessionId: uuid()
      .notNull()
      .unique()
      .references(() => checkoutSessions.id),
    status: fulfilmentStatus().notNull().default('running'),
    /** Whose account it is; null until that step is done. */
    userId: uuid().references(() => users.id),
    /** Whether this order made the account. */
    isNewAccount: boolean(),
    /** Why it waits or stopped, for staff. */
    reason: text(),
    /** The part that does not answer and must before it goes on, or `room` on a server; null when it waits for none. */
    waitsFor: text(),
    completedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index('fulfilments_open_idx').on(table.createdAt).where(sql`completed_at is null`),
    index('fulfilments_waits_for_idx').on(table.waitsFor).where(sql`waits_for is not null`),
  ],
)

/** A checkpoint: written when the step begins, completed together with its effect. */
export const fulfilmentSteps = pgTable(
  'fulfilment_steps',
  {
    fulfilmentId: uuid()
      .notNull()
      .references(() => fulfilments.id),
    step: text().notNull(),
    /** Also the fencing token: only the newest attempt may complete the step. */
    attempts: integer().notNull().default(0),
    error: text(),
    startedAt: moment().notNull().defaultNow(),
    completedAt: moment(),
    ...timestamps,
  },
  (table) => [primaryKey({ columns: [table.fulfilmentId, table.step] })],
)
