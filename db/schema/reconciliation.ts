import { pgTable, text } from 'drizzle-orm/pg-core'
import { moment, timestamps } from './columns'

/** How far a pass of reconciliation has come, so that the next run goes on from there. */
export const reconciliationMarks = pgTable('reconciliation_marks', {
  pass: text().primaryKey(),
  /** All before it was looked at; of a list that is gone through again and again, when this round of it began. */
  lookedUpTo: moment().notNull(),
  /** Within a round: the id at Stripe that was looked at last; null when the next run begins a new round. */
  cursor: text(),
  ...timestamps,
})
