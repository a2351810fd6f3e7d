import { and, desc, eq, isNull } from 'drizzle-orm'
import { domainClaims, type NameFinding } from '@/db/schema/domains'
import { servers, websites } from '@/db/schema/provisioning'
import { findOwnSubscription, type OwnService } from '@/lib/billing/find-own-subscription'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { checkDomain } from './check-domain'
import { type DnsRecord, proofRecord, recordsToServer } from './dns-records'
import type { DomainState } from './judge-domain'
import { publicAddressesOf } from './public-addresses'

/** Whoever reloads all the time asks our resolver no more often than that. */
const restMs = 5_000

/** What a customer is shown about the name of a site. */
export type SiteDomain = {
  /** The name that always works. */
  systemDomain: string
  claim: {
    domain: string
    /** While another site has the name: the record that proves whose it is. */
    proof: DnsRecord | null
    state: DomainState | null
    findings: NameFinding[]
    checkedAt: Date | null
  } | null
  /** What leads the claimed name here; empty where the server cannot be reached from outside. */
  records: DnsRecord[]
  /** Whether that is because everything runs on one machine. */
  isDemo: boolean
  /** A name that the site had until somebody else proved that it is theirs. */
  lostDomain: string | null
}

/**
 * The domain of a user's own site, as it was last looked up.
 * @returns null until the site has a place
 * @throws AppError `not_found`
 */
export async function readDomain(own: OwnService): Promise<SiteDomain | null> {
  const { id } = await findOwnSubscription(own)
  const [found] = await db()
    .select({ website: websites, server: servers })
    .from(websites)
    .innerJoin(servers, eq(servers.id, websites.serverId))
    .where(eq(websites.subscriptionId, id))
  if (!found) return null
  const { website, server } = found
  const [newest] = await claimsOf(website.id)
  const open = newest?.endedAt === null ? newest : null
  return {
    systemDomain: website.systemDomain,
    claim: open && {
      domain: open.domain,
      proof: website.domain === open.domain ? null : proofRecord(open.domain, open.token),
      state: open.state,
      findings: open.findings,
      checkedAt: open.checkedAt,
    },
    records: open ? recordsToServer(open.domain, publicAddressesOf(server)) : [],
    isDemo: server.driver === 'embedded',
    lostDomain: newest?.outcome === 'lost' ? newest.domain : null,
  }
}

/**
 * The same, looked up now.
 * @throws AppError `not_found`
 */
export async function readDomainNow(own: OwnService): Promise<SiteDomain | null> {
  const { id } = await findOwnSubscription(own)
  const [claim] = await db()
    .select({ id: domainClaims.id, checkedAt: domainClaims.checkedAt })
    .from(domainClaims)
    .innerJoin(websites, eq(websites.id, domainClaims.websiteId))
    .where(and(eq(websites.subscriptionId, id), isNull(domainClaims.endedAt)))
  const isFresh = claim?.checkedAt && now().getTime() - claim.checkedAt.getTime() < restMs
  if (claim && !isFresh) await checkDomain(claim.id)
  return readDomain(own)
}

function claimsOf(websiteId: string) {
  return db()
    .select()
    .from(domainClaims)
    .where(eq(domainClaims.websiteId, websiteId))
    .orderBy(desc(domainClaims.createdAt))
    .limit(1)
}
