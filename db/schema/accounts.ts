import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment, timestamps } from './columns'

export const userRole = pgEnum('user_role', ['customer', 'staff'])

/** Someone who can sign in. */
export const users = pgTable(
  'users',
  {
    id: id(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    name: text().notNull(),
    image: text(),
    role: userRole().notNull().default('customer'),
    mustChangePassword: boolean().notNull().default(false),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('users_email_key').on(sql`lower(${table.email})`),
    // better-auth looks addresses up as they are stored: in lower case.
    index('users_email_idx').on(table.email),
  ],
)

/** A user who has bought something. */
export const customers = pgTable('customers', {
  id: id(),
  userId: uuid()
    .notNull()
    .unique()
    .references(() => users.id),
  email: text().notNull(),
  stripeCustomerId: text().unique(),
  ...timestamps,
})

/** A way to sign in; `credential` is the only provider and holds the bcrypt hash. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    ...timestamps,
  },
  (table) => [uniqueIndex('accounts_user_id_provider_id_key').on(table.userId, table.providerId)],
)

/** A signed-in browser. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: moment().notNull(),
    ipAddress: text(),
    userAgent: text(),
    ...timestamps,
  },
  (table) => [index('sessions_user_id_idx').on(table.userId)],
)

/** One-time values, such as the token of a password-reset link. */
export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    ...timestamps,
  },
  (table) => [index('verifications_identifier_idx').on(table.identifier)],
)
