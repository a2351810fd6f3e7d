import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, locale, moment, timestamps } from './columns'

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
    /** The language of their mails: that in which they first bought. */
    locale: locale().notNull().default('en'),
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

/** A wish to use another e-mail address, from the form until the link in the mail to the new address is used. */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    fromEmail: text().notNull(),
    toEmail: text().notNull(),
    /** SHA-256 of the link's token; null until the mail with it is written. */
    tokenDigest: text().unique(),
    /** When the link stops working; null until there is one. */
    expiresAt: moment(),
    confirmedAt: moment(),
    ...timestamps,
  },
  (table) => [index('email_changes_user_id_idx').on(table.userId)],
)

/** A browser in which a user has signed in before, known by a cookie of its own. */
export const knownBrowsers = pgTable(
  'known_browsers',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the cookie's value. */
    digest: text().notNull(),
    seenAt: moment().notNull(),
    ...timestamps,
  },
  (table) => [uniqueIndex('known_browsers_user_id_digest_key').on(table.userId, table.digest)],
)
