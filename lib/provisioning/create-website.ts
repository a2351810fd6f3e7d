import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'
import { brand } from '@/lib/brand'
import { openClaim } from '@/lib/domains/open-claim'
import { canonicalDomain, isReservedDomain } from './domain-names'

const phpVersion = '8.2'
/**
 * The website of a subscription, made at the first call. Its account name and system domain come from its id alone.
 * @param input.ownDomain used when nobody else has it; otherwise, or when null, the site gets its system domain, and the
 *   name once DNS proves whose it is
 */
export async function createWebsite(
  tx: Tx,
  { subscriptionId, ownDomain }: { subscriptionId: string; ownDomain: string | null },
): Promise<{ websiteId: string }> {
  const wanted = ownDomain === null ? null : canonicalDomain(ownDomain)
  // Twice each: among a million sites a new id's username may happen to be taken.
  const claimed = wanted === null || isReservedDomain(wanted) ? null : wanted
  const domains = claimed === null ? [null, null] : [claimed, claimed, null, null]
  for (const domain of domains) {
    const known = await findWebsite(tx, subscriptionId)
    if (known) return { websiteId: known }
    const websiteId = await insertWebsite(tx, subscriptionId, domain)
    if (!websiteId) continue
    if (claimed) await openClaim(tx, { websiteId, domain: claimed })
    return { websiteId }
  }
  throw new Error(`No free name was found for the website of subscription ${subscriptionId}`)
}

/** An account name: short, and a function of the website's id. */
export function usernameOf(websiteId: string): string {
  const digest = createHash('sha256').update(websiteId).digest()
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  return `user${[...digest.subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]).join('')}`
}

/** Looks like the name that a site gets under our own domain; for showing what that will be. */
export function sampleSystemDomain(): string {
  return systemDomainOf(usernameOf('a sample'))
}

function systemDomainOf(username: string): string {
  return `${username}.${brand.sitesDomain}`
}

async function findWebsite(tx: Tx, subscriptionId: string): Promise<string | undefined> {
  const [row] = await tx.select({ id: websites.id }).from(websites).where(eq(websites.subscriptionId, subscriptionId))
  return row?.id
}

/** Undefined when any of its names, or the subscription's place, is taken. */
async function insertWebsite(tx: Tx, subscriptionId: string, domain: string | null): Promise<string | undefined> {
  const id = randomUUID()
  const username = usernameOf(id)
  const systemDomain = systemDomainOf(username)
  const nonce = randomBytes(24).toString('base64url')
  const [row] = await tx
    .insert(websites)
    .values({ id, subscriptionId, username, systemDomain, domain: domain ?? systemDomain, phpVersion, nonce })
    .onConflictDoNothing()
    .returning({ id: websites.id })
  return row?.id
}
