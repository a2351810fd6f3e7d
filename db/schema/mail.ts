import { index, integer, jsonb, pgEnum, pgTable, text } from 'drizzle-orm/pg-core'
import { id, locale, moment, timestamps } from './columns'

export const emailStatus = pgEnum('email_status', ['queued', 'sent', 'failed'])

/** Every mail, its tries and its errors; never a secret. */
export const emailLog = pgTable(
  'email_log',
  {
    id: id(),
    /** Whoever asks for the same mail twice gets this row. */
    dedupeKey: text().notNull().unique(),
    toAddress: text().notNull(),
    department: text().notNull(),
    template: text().notNull(),
    subject: text().notNull(),
    /** What the template needs, without secrets. */
    props: jsonb().$type<Record<string, unknown>>().notNull(),
    status: emailStatus().notNull().default('queued'),
    locale: locale().notNull().default('en'),
    messageId: text(),
    attempts: integer().notNull().default(0),
    error: text(),
    sentAt: moment(),
    /** When a mail server on its way told us that it never arrived. */
    bouncedAt: moment(),
    /** In that server's words. */
    bounceReason: text(),
    ...timestamps,
  },
  (table) => [index('email_log_to_address_idx').on(table.toAddress)],
)

/** Who wants no mail but those that an order, a payment or an account makes necessary. */
export const mailOptouts = pgTable('mail_optouts', {
  id: id(),
  /** In lower case. */
  address: text().notNull().unique(),
  ...timestamps,
})
