import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'
import { recordAudit } from '@/lib/audit/record-audit'
import { findOwnLiveSubscription, type OwnService } from '@/lib/billing/find-own-subscription'
import { db } from '@/lib/database'
import { AppError, type RefusalReason } from '@/lib/errors'
import { canonicalDomain, isReservedDomain } from '@/lib/provisioning/domain-names'
import { findHolder, handOverDomain } from './hand-over-domain'
import { openClaim } from './open-claim'
import { plainDomain } from './plain-domain'

/**
 * Has a user's own site answer at a domain of theirs: at once when no other site has the name, otherwise as soon as DNS
 * proves that it is theirs. Until then the site keeps the name that it has.
 * @param domain as it was typed
 * @throws AppError `invalid_request`, `domain_in_use` for a name that only we give out, `not_found`, `subscription_ended`
 */
export async function connectDomain(own: OwnService, domain: string): Promise<void> {
  const name = readDomain(domain)
  const { id: subscriptionId } = await findOwnLiveSubscription(own)
  await db().transaction(async (tx) => {
    const websiteId = await lockSite(tx, subscriptionId)
    await openClaim(tx, { websiteId, domain: name })
    await recordAudit(tx, {
      actor: `user:${own.userId}`,
      action: 'domain.claimed',
      subject: `websites:${websiteId}`,
      details: { domain: name },
    })
    if (!(await findHolder(tx, { websiteId, domain: name }))) await handOverDomain(tx, { websiteId, domain: name })
  })
}

function readDomain(typed: string): string {
  const plain = plainDomain(typed)
  if (!plain) refuse('invalid_request', 'domain_malformed', 'Enter a domain such as example.com.')
  const name = canonicalDomain(plain)
  if (isReservedDomain(name)) {
    refuse('domain_in_use', 'domain_reserved', `${name} is one of the names that only we give out.`, name)
  }
  return name
}

async function lockSite(tx: Tx, subscriptionId: string): Promise<string> {
  const [site] = await tx
    .select({ id: websites.id, status: websites.status })
    .from(websites)
    .where(eq(websites.subscriptionId, subscriptionId))
    .for('update')
  if (site?.status !== 'active' && site?.status !== 'suspended') {
    refuse('invalid_request', 'site_not_ready', 'This site is still being set up. Try again in a minute.')
  }
  return site.id
}

function refuse(
  code: 'invalid_request' | 'domain_in_use',
  reason: RefusalReason,
  message: string,
  about?: string,
): never {
  throw new AppError(code, message, { reason, about, fields: { domain: message } })
}
