import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { domainClaims, type NameFinding } from '@/db/schema/domains'
import { servers, websites } from '@/db/schema/provisioning'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { namesOf, proofRecord } from './dns-records'
import { findHolder, handOverDomain } from './hand-over-domain'
import { judgeDomain, judgeName } from './judge-domain'
import { lookUpAddresses, lookUpTexts } from './look-up'
import { type PublicAddresses, publicAddressesOf } from './public-addresses'

const firstPauseMs = 60_000
const longestPauseMs = 6 * 60 * 60_000

/**
 * Looks a claimed domain up and writes down where it leads. A claim that waits gets its name once DNS proves it, or
 * once nobody else has it. Asks the network, so call it outside of transactions; a claim that is over is left alone.
 */
export async function checkDomain(claimId: string): Promise<void> {
  const found = await findClaim(claimId)
  if (!found) return
  const { claim, server } = found
  const isWaiting = found.domain !== claim.domain
  const addresses = server && publicAddressesOf(server)
  const [findings, isProven] = await Promise.all([
    addresses && isReachable(addresses) ? lookAt(claim.domain, addresses) : [],
    isWaiting ? hasProof(claim) : false,
  ])
  const state = findings.length > 0 ? judgeDomain(findings) : null
  const checksInVain = state === 'here' && !isWaiting ? 0 : claim.checksInVain + 1
  const isSettled = !isWaiting && (state === 'here' || (server !== null && findings.length === 0))

  await db().transaction(async (tx) => {
    const [kept] = await tx
      .update(domainClaims)
      .set({
        state,
        findings,
        checksInVain,
        checkedAt: now(),
        nextCheckAt: isSettled ? null : new Date(now().getTime() + pauseMs(checksInVain)),
        pointsHereAt: claim.pointsHereAt ?? (isHere(findings) ? now() : null),
      })
      .where(and(eq(domainClaims.id, claimId), isNull(domainClaims.endedAt)))
      .returning({ id: domainClaims.id })
    if (!kept || !isWaiting) return
    if (isProven || !(await findHolder(tx, claim))) await handOverDomain(tx, claim)
  })
}

async function findClaim(claimId: string) {
  const [found] = await db()
    .select({ claim: domainClaims, domain: websites.domain, server: servers })
    .from(domainClaims)
    .innerJoin(websites, eq(websites.id, domainClaims.websiteId))
    .leftJoin(servers, eq(servers.id, websites.serverId))
    .where(
      and(
        eq(domainClaims.id, claimId),
        isNull(domainClaims.endedAt),
        notInArray(websites.status, ['terminating', 'terminated']),
      ),
    )
  return found
}

function isReachable({ ipv4, ipv6 }: PublicAddresses): boolean {
  return ipv4 !== null || ipv6 !== null
}

function lookAt(domain: string, addresses: PublicAddresses): Promise<NameFinding[]> {
  return Promise.all(namesOf(domain).map(async (name) => judgeName(name, await lookUpAddresses(name), addresses)))
}

async function hasProof({ domain, token }: { domain: string; token: string }): Promise<boolean> {
  const { name, value } = proofRecord(domain, token)
  const texts = await lookUpTexts(name)
  return texts?.includes(value) ?? false
}

/** `www.` may still be missing. */
function isHere([own]: NameFinding[]): boolean {
  return own?.verdict === 'here'
}

function pauseMs(checksInVain: number): number {
  return Math.min(firstPauseMs * 2 ** Math.max(0, checksInVain - 1), longestPauseMs)
}
