import { integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { subscriptions } from './billing'
import { id, moment, timestamps } from './columns'

export const serverState = pgEnum('server_state', ['active', 'draining', 'full', 'offline'])
export const websiteStatus = pgEnum('website_status', [
  'pending',
  'provisioning',
  'active',
  'suspended',
  'terminating',
  'terminated',
])

/** A machine that runs customers' sites, and the driver that speaks to it. */
export const servers = pgTable('servers', {
  id: id(),
  name: text().notNull().unique(),
  driver: text().notNull(),
  /** Base address of its control interface. */
  address: text().notNull(),
  /** JSON, encrypted with APP_SECRET. */
  credentials: text().notNull(),
  state: serverState().notNull().default('active'),
  /** Sites it may hold. */
  capacity: integer().notNull(),
  /** Where visitors reach its sites: what customers write into their DNS. Null where nobody outside can. */
  publicIpv4: text('public_ipv4'),
  publicIpv6: text('public_ipv6'),
  ...timestamps,
})

/** A hosting service and its site. */
export const websites = pgTable('websites', {
  id: id(),
  subscriptionId: uuid()
    .notNull()
    .unique()
    .references(() => subscriptions.id),
  /** Null until it is placed. */
  serverId: uuid().references(() => servers.id),
  /** Account on the server; derived from the id, never from the domain. */
  username: text().notNull().unique(),
  domain: text().notNull().unique(),
  /** The name that always works, before the customer points a domain here. */
  systemDomain: text().notNull().unique(),
  /** Where it opens in a browser; null until it is provisioned. */
  url: text(),
  phpVersion: text().notNull(),
  status: websiteStatus().notNull().default('pending'),
  /** Known to this site alone; proves that a probe reached it and not a neighbour. */
  nonce: text().notNull(),
  /** Rises with each change of what should be; a server refuses lower ones. */
  generation: integer().notNull().default(1),
  /** Of a call that the server has not finished: asked for again, it is continued and not begun anew. */
  operationId: text(),
  ...timestamps,
})

/** A copy of a site that its server keeps; its id is the copy's name there, so that a repeat makes no second one. */
export const backups = pgTable('backups', {
  id: id(),
  websiteId: uuid()
    .notNull()
    .unique()
    .references(() => websites.id),
  completedAt: moment(),
  ...timestamps,
})
