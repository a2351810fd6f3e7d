import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, moment, timestamps } from './columns'

/** What can need the attention of staff. */
export const alertKinds = [
  'order_needs_person',
  /** No server has room for it, or what it needs has not answered for long. */
  'order_waiting',
  /** An event of Stripe that could not be worked off. */
  'event_failed',
  'job_failed',
  /** A mail was refused, or came back. */
  'mail_undelivered',
  /** A hosting server, the mail server or Stripe does not answer. */
  'server_down',
  'unmatched_payment',
  'account_missing',
  'account_unknown',
  'website_differs',
  /** A site whose retention is over and whose server refuses to copy or delete it. */
  'subscription_differs',
  /** Work that comes by the time, such as a pass of reconciliation, fails each time; or nobody can be told by mail. */
  'upkeep_failed',
] as const

/** What staff have to look at. It is open until `resolved_at`; the same trouble again counts up the open row. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    kind: text({ enum: alertKinds }).notNull(),
    /** `<table>:<id>`, or the name of a part such as `smtp`. */
    subject: text().notNull(),
    summary: text().notNull(),
    count: integer().notNull().default(1),
    firstRaisedAt: moment().notNull(),
    lastRaisedAt: moment().notNull(),
    /** When it went into a mail to staff. */
    notifiedAt: moment(),
    resolvedAt: moment(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('alerts_open_key').on(table.kind, table.subject).where(sql`resolved_at is null`),
    index('alerts_notified_at_idx').on(table.notifiedAt),
  ],
)
