import { and, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { websites } from '@/db/schema/provisioning'
import { canonicalDomain } from './domain-names'

/**
 * The site of a service that has ended for good and still holds a domain of its customer's own, while its data is kept.
 * @param owner whose service it must be: the user's id, or their e-mail address in lower case
 * @returns the website's id
 */
export async function findEndedSite(
  executor: Executor,
  domain: string,
  owner: { userId: string } | { email: string },
): Promise<string | undefined> {
  const isOwner = 'userId' in owner ? eq(users.id, owner.userId) : eq(sql`lower(${users.email})`, owner.email)
  const holdsIt = and(eq(websites.domain, canonicalDomain(domain)), ne(websites.domain, websites.systemDomain))
  const [id] = await selectEnded(executor, and(isOwner, holdsIt))
  return id
}

/** The ids of all sites of an account whose services have ended for good and whose data is kept. */
export function listEndedSites(executor: Executor, userId: string): Promise<string[]> {
  return selectEnded(executor, eq(users.id, userId))
}

async function selectEnded(executor: Executor, which: SQL | undefined): Promise<string[]> {
  const sites = await executor
    .select({ id: websites.id })
    .from(websites)
    .innerJoin(subscriptions, eq(subscriptions.id, websites.subscriptionId))
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .innerJoin(users, eq(users.id, customers.userId))
    .where(and(eq(websites.status, 'suspended'), isNotNull(subscriptions.endedAt), which))
  return sites.map(({ id }) => id)
}
