import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { domainClaims } from '@/db/schema/domains'
import { now } from '@/lib/clock'

/**
 * Writes down, in the caller's transaction, that a site is to have a domain. An earlier wish of the site for another
 * name is over with it; the same wish again changes nothing.
 * @param domain in its plain form
 */
export async function openClaim(tx: Tx, { websiteId, domain }: { websiteId: string; domain: string }): Promise<void> {
  const isOpen = and(eq(domainClaims.websiteId, websiteId), isNull(domainClaims.endedAt))
  const [open] = await tx.select({ domain: domainClaims.domain }).from(domainClaims).where(isOpen).for('update')
  if (open?.domain === domain) return
  if (open) await tx.update(domainClaims).set({ endedAt: now(), outcome: 'replaced' }).where(isOpen)
  // Hexadecimal: a hyphen in it would invite a line break.
  const token = randomBytes(16).toString('hex')
  await tx.insert(domainClaims).values({ websiteId, domain, token, nextCheckAt: now() })
}
