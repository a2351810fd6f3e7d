import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { customers } from './accounts'
import { billingCycle, products } from './catalog'
import { checkoutSessions } from './checkout'
import { id, moment, timestamps } from './columns'

/** What a customer pays for, as Stripe last told it. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id(),
    customerId: uuid()
      .notNull()
      .references(() => customers.id),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    checkoutSessionId: uuid()
      .notNull()
      .unique()
      .references(() => checkoutSessions.id),
    stripeSubscriptionId: text().notNull().unique(),
    billingCycle: billingCycle().notNull(),
    /** Stripe's own word: active, past_due, unpaid, canceled, paused, incomplete, trialing. */
    status: text().notNull(),
    /** What a renewal costs, in minor units; null until Stripe was asked. */
    amount: integer(),
    currency: text(),
    currentPeriodEnd: moment(),
    /** When it will end, if it was cancelled for a later moment. */
    cancelAt: moment(),
    endedAt: moment(),
    /** The end of which its customer was reminded. */
    endTold: moment(),
    /** When reconciliation last found it in Stripe's list. */
    listedAt: moment(),
    /** Counts the writes of what Stripe said; a writer whose number is old fetches again. */
    syncVersion: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [
    index('subscriptions_customer_id_idx').on(table.customerId),
    index('subscriptions_cancel_at_idx').on(table.cancelAt),
  ],
)

/** Stripe's invoices, as it last told them. Amounts are in minor units of `currency`. */
export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    stripeInvoiceId: text().notNull().unique(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    /** What the customer sees on it; null while it is a draft. */
    number: text(),
    /** Stripe's own word: draft, open, paid, uncollectible, void. */
    status: text().notNull(),
    currency: text().notNull(),
    subtotal: integer().notNull(),
    discount: integer().notNull(),
    tax: integer().notNull(),
    total: integer().notNull(),
    amountDue: integer().notNull(),
    amountPaid: integer().notNull(),
    /** Stripe's page on which it is read and paid. */
    hostedUrl: text(),
    pdfUrl: text(),
    /** The time that it is for. */
    periodStart: moment().notNull(),
    periodEnd: moment().notNull(),
    issuedAt: moment().notNull(),
    paidAt: moment(),
    /** Counts the writes; a writer whose number is old fetches again. */
    syncVersion: integer().notNull().default(0),
    ...timestamps,
  },
  (table) => [index('invoices_subscription_id_issued_at_idx').on(table.subscriptionId, table.issuedAt)],
)

/** A wish to pay for another plan or cycle, from the click until Stripe bills it so. */
export const planChanges = pgTable(
  'plan_changes',
  {
    id: id(),
    subscriptionId: uuid()
      .notNull()
      .references(() => subscriptions.id),
    fromProductId: uuid()
      .notNull()
      .references(() => products.id),
    fromCycle: billingCycle().notNull(),
    toProductId: uuid()
      .notNull()
      .references(() => products.id),
    toCycle: billingCycle().notNull(),
    /** What a term then costs, in minor units; null for a wish from before this was kept. */
    amount: integer(),
    currency: text(),
    /** `user:<id>` */
    actor: text().notNull(),
    /** When it takes effect: now for an upgrade, the end of the paid term for a downgrade. */
    effectiveAt: moment().notNull(),
    /** Of a downgrade that waits. */
    stripeScheduleId: text(),
    appliedAt: moment(),
    withdrawnAt: moment(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('plan_changes_open_key')
      .on(table.subscriptionId)
      .where(sql`applied_at is null and withdrawn_at is null`),
  ],
)
