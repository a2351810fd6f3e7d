import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { domainClaims } from '@/db/schema/domains'
import { websites } from '@/db/schema/provisioning'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { findEndedSite, listEndedSites } from './ended-sites'
import { provisionWebsite } from './provision-website'

/**
 * Takes a domain from the site of an ended service, for a new order of the same account: the old site waits for its
 * deletion under its system domain.
 * @param cause `order:<id>`
 */
export async function releaseDomain(tx: Tx, domain: string, userId: string, cause: string): Promise<void> {
  const websiteId = await findEndedSite(tx, domain, { userId })
  if (!websiteId) return
  const [released] = await tx
    .update(websites)
    .set({ domain: sql`${websites.systemDomain}`, generation: sql`${websites.generation} + 1` })
    .where(and(eq(websites.id, websiteId), eq(websites.status, 'suspended')))
    .returning({ id: websites.id })
  if (!released) return
  // Else the old site would go on asking for the name.
  await tx
    .update(domainClaims)
    .set({ endedAt: now(), outcome: 'replaced' })
    .where(and(eq(domainClaims.websiteId, websiteId), isNull(domainClaims.endedAt)))
  const subject = `websites:${websiteId}`
  await recordAudit(tx, { actor: 'system', action: 'website.domain_released', subject, details: { domain, cause } })
  await addJob(tx, 'apply-website', { websiteId }, { key: `website:${websiteId}` })
}

/**
 * Tells the servers of an account's ended sites how these should be, before another site is set up under a name that
 * one of them had. What cannot be done now has its job; a server that still holds the name then refuses the new site.
 */
export async function tellEndedSites(userId: string): Promise<void> {
  for (const websiteId of await listEndedSites(db(), userId)) await provisionWebsite(websiteId)
}
