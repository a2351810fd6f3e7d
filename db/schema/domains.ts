import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, moment, timestamps } from './columns'
import { websites } from './provisioning'

/** How a domain stands in DNS, as a whole. */
export const domainStates = ['here', 'partly', 'elsewhere', 'not_found', 'unanswered'] as const

/** What DNS said of one name; `mixed` leads here and elsewhere as well. */
export type NameFinding = {
  name: string
  addresses: string[]
  verdict: 'here' | 'mixed' | 'elsewhere' | 'missing' | 'unanswered'
}

/**
 * A customer's wish that a name of their own lead to their site. It has the name while `websites.domain` says so;
 * until then another site has it, and this one waits for the proof that the name is the customer's.
 */
export const domainClaims = pgTable(
  'domain_claims',
  {
    id: id(),
    websiteId: uuid()
      .notNull()
      .references(() => websites.id),
    domain: text().notNull(),
    /** Of the TXT record that proves it. */
    token: text().notNull(),
    /** Null until it was looked up. */
    state: text({ enum: domainStates }),
    findings: jsonb().$type<NameFinding[]>().notNull().default([]),
    checkedAt: moment(),
    /** In a row that did not find it here. */
    checksInVain: integer().notNull().default(0),
    /** Null when nothing is left to look for. */
    nextCheckAt: moment(),
    /** When it was first seen to lead here. */
    pointsHereAt: moment(),
    endedAt: moment(),
    /** `lost` to somebody who proved that the name is theirs, or `replaced` by another wish. */
    outcome: text({ enum: ['lost', 'replaced'] }),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('domain_claims_open_key').on(table.websiteId).where(sql`ended_at is null`),
    index('domain_claims_next_check_at_idx').on(table.nextCheckAt).where(sql`ended_at is null`),
  ],
)
