import { eq, or } from 'drizzle-orm'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { canonicalDomain, isReservedDomain } from './domain-names'

/** Whether a name belongs to a site here, or is one of those that only we give out. */
export async function isDomainInUse(domain: string): Promise<boolean> {
  const name = canonicalDomain(domain)
  if (isReservedDomain(name)) return true
  const [taken] = await db()
    .select({ id: websites.id })
    .from(websites)
    .where(or(eq(websites.domain, name), eq(websites.systemDomain, name)))
    .limit(1)
  return taken !== undefined
}
