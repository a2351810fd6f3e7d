import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/** Counters of lib/web/rate-limit.ts, in the three columns that rate-limiter-flexible writes. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    /** The limit's name and a digest of whom it counts. */
    key: text().primaryKey(),
    points: integer().notNull(),
    /** Null never happens here: every limit has a window. */
    expire: moment(),
  },
  (table) => [index('rate_limits_expire_idx').on(table.expire)],
)
