import { sql } from 'drizzle-orm'
import { index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { invoices, subscriptions } from './billing'
import { id, moment, timestamps } from './columns'

export const dunningOutcome = pgEnum('dunning_outcome', ['paid', 'ended'])
export const suspensionReason = pgEnum('suspension_reason', ['non_payment', 'paused', 'ended', 'staff'])
export const retentionOutcome = pgEnum('retention_outcome', ['restored', 'terminated'])

/** The time in which a subscription owes us money: it begins with a failed renewal. */
export const dunnings = pgTable(
  'dunnings',
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    /** The unpaid one. */
    invoiceId: uuid().references(() => invoices.id),
    startedAt: moment().notNull(),
    /** When the clock has something to do for it: a reminder or the suspension; null when nothing is left. */
    nextAt: moment(),
    endedAt: moment(),
    outcome: dunningOutcome(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('dunnings_open_key').on(table.subscriptionId).where(sql`ended_at is null`),
    index('dunnings_next_at_idx').on(table.nextAt),
  ],
)

/** Staff's wish that a service be offline; billing goes on. */
export const serviceHolds = pgTable(
  'service_holds',
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    /** `user:<id>` */
    actor: text().notNull(),
    /** The customer reads it. */
    reason: text().notNull(),
    startedAt: moment().notNull(),
    liftedAt: moment(),
    ...timestamps,
  },
  (table) => [uniqueIndex('service_holds_open_key').on(table.subscriptionId).where(sql`lifted_at is null`)],
)

/** Staff's wish that a service end at once, before what is paid is used up. */
export const serviceEndings = pgTable('service_endings', {
  subscriptionId: uuid()
    .primaryKey()
    .references(() => subscriptions.id),
  /** `user:<id>` */
  actor: text().notNull(),
  reason: text().notNull(),
  ...timestamps,
})

/** Why a service is offline. It is online when no row without `lifted_at` is left. */
export const suspensions = pgTable(
  'suspensions',
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    reason: suspensionReason().notNull(),
    /** An event's id, an order, or `clock`. */
    cause: text().notNull(),
    startedAt: moment().notNull(),
    liftedAt: moment(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('suspensions_open_key').on(table.subscriptionId, table.reason).where(sql`lifted_at is null`),
    index('suspensions_subscription_id_idx').on(table.subscriptionId),
  ],
)

/** The time in which the data of a service that is over is kept. */
export const retentions = pgTable(
  'retentions',
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    startedAt: moment().notNull(),
    /** The data is deleted then, about a day after the last warning at the soonest. */
    deletesAt: moment().notNull(),
    lastWarnedAt: moment(),
    /** When the clock has something to do for it. */
    nextAt: moment(),
    endedAt: moment(),
    outcome: retentionOutcome(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('retentions_open_key').on(table.subscriptionId).where(sql`ended_at is null`),
    index('retentions_next_at_idx').on(table.nextAt),
  ],
)
