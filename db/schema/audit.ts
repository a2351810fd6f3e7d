import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, moment, timestamps } from './columns'

/** Who did what to what, and because of what. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    at: moment().notNull().defaultNow(),
    /** `user:<id>`, `stripe` or `system`. */
    actor: text().notNull(),
    action: text().notNull(),
    /** `<table>:<id>` */
    subject: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    ...timestamps,
  },
  (table) => [index('audit_log_subject_idx').on(table.subject)],
)
