import { and, asc, eq, isNull, lte, ne, notInArray } from 'drizzle-orm'
import { domainClaims } from '@/db/schema/domains'
import { websites } from '@/db/schema/provisioning'
import { watchUpkeep } from '@/lib/alerts/watch-upkeep'
import { now } from '@/lib/clock'
import { db, isDatabaseTrouble } from '@/lib/database'
import { log } from '@/lib/log'
import { checkDomain } from './check-domain'
import { openClaim } from './open-claim'

const mostInARun = 200
const atATime = 10

/**
 * Looks up the domains whose turn it is, those that do not lead here yet. One that fails does not hold up the others.
 * @param stopping the rest is left to the next run once it aborts
 * @throws Error when some failed, after all were tried
 */
export function checkDueDomains(stopping?: AbortSignal): Promise<void> {
  return watchUpkeep('The check of domains', () => checkWhatIsDue(stopping))
}

async function checkWhatIsDue(stopping?: AbortSignal): Promise<void> {
  await claimKnownDomains()
  const due = await dueClaims()
  const failed: string[] = []
  while (due.length > 0 && !stopping?.aborted) {
    const turn = due.splice(0, atATime)
    const results = await Promise.allSettled(turn.map(checkDomain))
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue
      log().error({ err: result.reason, claimId: turn[index] }, 'a domain could not be checked')
      // The next minute does it.
      if (!isDatabaseTrouble(result.reason)) failed.push(turn[index] ?? '')
    }
  }
  if (failed.length > 0) throw new Error(`Failed for the domain claims ${failed.join(', ')}`)
}

/** For sites that got their domain before claims were kept. */
async function claimKnownDomains(): Promise<void> {
  const known = await db()
    .select({ websiteId: websites.id, domain: websites.domain })
    .from(websites)
    .leftJoin(domainClaims, and(eq(domainClaims.websiteId, websites.id), isNull(domainClaims.endedAt)))
    .where(
      and(
        ne(websites.domain, websites.systemDomain),
        isNull(domainClaims.id),
        notInArray(websites.status, ['terminating', 'terminated']),
      ),
    )
    .limit(mostInARun)
  for (const site of known) await db().transaction((tx) => openClaim(tx, site))
}

async function dueClaims(): Promise<string[]> {
  const rows = await db()
    .select({ id: domainClaims.id })
    .from(domainClaims)
    .innerJoin(websites, eq(websites.id, domainClaims.websiteId))
    .where(
      and(
        isNull(domainClaims.endedAt),
        lte(domainClaims.nextCheckAt, now()),
        notInArray(websites.status, ['terminating', 'terminated']),
      ),
    )
    .orderBy(asc(domainClaims.nextCheckAt))
    .limit(mostInARun)
  return rows.map(({ id }) => id)
}
