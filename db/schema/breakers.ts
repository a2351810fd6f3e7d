import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment, timestamps } from './columns'

/** Whether an outside part answers, as all workers together have found. Its times are those of the database's clock. */
export const breakers = pgTable('breakers', {
  /** `stripe`, `smtp`, `server:<id>` for a server's control interface, `sites:<id>` for its visitors' side. */
  part: text().primaryKey(),
  /** In a row; an answer sets it back. */
  failures: integer().notNull().default(0),
  /** What the newest failure was. */
  reason: text(),
  /** While it is set, the part is left alone but for one try at a time. */
  openedAt: moment(),
  /** From when that one try may be made. */
  nextTryAt: moment(),
  /** Tries in vain since it opened. */
  tries: integer().notNull().default(0),
  ...timestamps,
})
