import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { customers } from './accounts'
import { billingCycle, products } from './catalog'
import { checkoutSessions } from './checkout'
import { id, moment, timestamps } from './columns'

/** What a customer pays for, as Stripe last told it. */
export const subscriptions = pgTable('subscriptions', {
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
  currentPeriodEnd: moment(),
  cancelAt: moment(),
  /** Counts the writes of status; a writer whose number is old fetches again. */
  syncVersion: integer().notNull().default(0),
  ...timestamps,
})
