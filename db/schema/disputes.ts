import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { customers } from './accounts'
import { invoices, subscriptions } from './billing'
import { id, moment, timestamps } from './columns'

/** A payment that its payer asked the bank to take back. One that is not won flags the customer. */
export const disputes = pgTable(
  'disputes',
  {
    id: id(),
    stripeDisputeId: text().notNull().unique(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    /** Minor units. */
    amount: integer().notNull(),
    currency: text().notNull(),
    /** Stripe's own words. */
    reason: text().notNull(),
    status: text().notNull(),
    openedAt: moment().notNull(),
    /** Counts the writes; a writer whose number is old fetches again. */
    syncVersion: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [index('disputes_customer_id_idx').on(table.customerId)],
)

/** A subscription that a dispute keeps from renewing; one that its customer had cancelled before has no row. */
export const renewalStops = pgTable(
  'renewal_stops',
  {
    disputeId: uuid()
      .notNull()
      .references(() => disputes.id),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    liftedAt: moment(),
    ...timestamps,
  },
  (table) => [primaryKey({ columns: [table.disputeId, table.subscriptionId] })],
)

/** Staff's word that a customer may buy again although this dispute is not settled for us. */
export const purchaseClearances = pgTable(
  'purchase_clearances',
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    disputeId: uuid()
      .notNull()
      .references(() => disputes.id),
    /** `user:<id>` */
    actor: text().notNull(),
    reason: text().notNull(),
    /** When staff took their word back. */
    withdrawnAt: moment(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('purchase_clearances_open_key').on(table.disputeId).where(sql`withdrawn_at is null`),
    index('purchase_clearances_customer_id_idx').on(table.customerId),
  ],
)

/** Money that was given back. It ends no service. */
export const refunds = pgTable(
  'refunds',
  {
    id: id(),
    stripeRefundId: text().notNull().unique(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    stripeChargeId: text(),
    /** Minor units. */
    amount: integer().notNull(),
    currency: text().notNull(),
    reason: text(),
    /** Stripe's own word: pending, requires_action, succeeded, failed, canceled. */
    status: text(),
    refundedAt: moment().notNull(),
    syncVersion: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [index('refunds_customer_id_idx').on(table.customerId)],
)

/** Staff's wish to give money back. Its id is the form's own and Stripe's idempotency key: a second click is the same wish. */
export const refundRequests = pgTable(
  'refund_requests',
  {
    id: id(),
    invoiceId: uuid()
      .notNull()
      .references(() => invoices.id),
    /** The payment that it is taken from. */
    stripeChargeId: text().notNull(),
    /** Minor units. */
    amount: integer().notNull(),
    currency: text().notNull(),
    /** `user:<id>` */
    actor: text().notNull(),
    reason: text().notNull(),
    /** Null until Stripe has answered. */
    stripeRefundId: text().unique(),
    /** Why Stripe said no. */
    refusal: text(),
    ...timestamps,
  },
  (table) => [index('refund_requests_invoice_id_idx').on(table.invoiceId)],
)
