import { sql } from 'drizzle-orm'
import { text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment in time, with its zone. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })

/** The language that someone reads. */
export const locale = () => text({ enum: ['en', 'es'] })

export const id = () => uuid().primaryKey().default(sql`gen_random_uuid()`)

export const timestamps = {
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
}
