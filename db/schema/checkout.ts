import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { billingCycle } from './catalog'
import { id, locale, moment, timestamps } from './columns'

export const checkoutStatus = pgEnum('checkout_status', ['pending', 'completed', 'expired', 'failed'])

/** `domain` is a name that the customer already owns. */
export type DomainInfo = { domain: string }

/** A purchase from the moment its form is accepted; its id is the order's number and Stripe's idempotency key. */
export const checkoutSessions = pgTable(
  'checkout_sessions',
  {
    id: id(),
    stripeSessionId: text().unique(),
    stripeCustomerId: text(),
    email: text().notNull(),
    customerName: text().notNull(),
    productCode: text().notNull(),
    billingCycle: billingCycle().notNull(),
    /** Charged today, after the discount and before tax that is added to it, in minor units. */
    amount: integer().notNull(),
    /** What Stripe charged for it, with all tax, and how much of that is tax; null until it is paid. */
    paidAmount: integer(),
    taxAmount: integer(),
    /** Charged at each renewal, in minor units. */
    renewalAmount: integer().notNull(),
    currency: text().notNull(),
    couponCode: text(),
    /** The language that the buyer read, for the pages and mails that follow. */
    locale: locale().notNull().default('en'),
    domainInfo: jsonb().$type<DomainInfo>(),
    status: checkoutStatus().notNull().default('pending'),
    metadata: jsonb().$type<Record<string, string>>().notNull().default(sql`'{}'::jsonb`),
    /** The version of the terms that stood beside the button, and when it was pressed; null when nobody was shown any. */
    termsVersion: text(),
    termsAcceptedAt: moment(),
    /** When its buyer asked to be reminded once, should it stay unpaid. */
    reminderConsentAt: moment(),
    remindedAt: moment(),
    completedAt: moment(),
    /** When we learned that the payment takes days, as a bank debit does; null for one that is made at once. */
    paymentDelayedAt: moment(),
    /** When Stripe was last asked how its payment stands, by reconciliation. */
    checkedAt: moment(),
    ...timestamps,
  },
  (table) => [
    index('checkout_sessions_email_idx').on(sql`lower(${table.email})`),
    index('checkout_sessions_created_at_idx').on(table.createdAt),
    index('checkout_sessions_pending_idx').on(table.checkedAt).where(sql`status = 'pending'`),
    // Two open payment pages with one coupon would both give the discount.
    uniqueIndex('checkout_sessions_open_coupon_key')
      .on(sql`lower(${table.email})`, table.couponCode)
      .where(sql`status = 'pending'`),
  ],
)
