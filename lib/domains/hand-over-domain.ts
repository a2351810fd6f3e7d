import { and, eq, isNull, ne, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { domainClaims } from '@/db/schema/domains'
import { websites } from '@/db/schema/provisioning'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { addJob } from '@/lib/jobs/add-job'
import { queueMail } from '@/lib/mail/queue-mail'

type Claim = { websiteId: string; domain: string }

/** The servers' jobs of one name come one after the other: a server refuses a name that another account still has. */
const afterReleaseMs = 5_000

/** The site that has a domain now, if it is another one than the claim's. Whoever asks has it to themselves until they commit. */
export async function findHolder(tx: Tx, { websiteId, domain }: Claim): Promise<string | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`domain:${domain}`}, 0))`)
  const [holder] = await tx
    .select({ id: websites.id })
    .from(websites)
    .where(and(eq(websites.domain, domain), ne(websites.id, websiteId)))
    .for('update')
  return holder?.id
}

/**
 * Gives a domain to a site, in the caller's transaction, and takes it from whoever has it, whose site then runs under
 * its system domain alone. Neither of them learns who the other is.
 * @returns false when the site is over or has the name already
 */
export async function handOverDomain(tx: Tx, claim: Claim): Promise<boolean> {
  const { websiteId, domain } = claim
  const holderId = await findHolder(tx, claim)
  if (holderId) await release(tx, holderId, domain)
  const [given] = await tx
    .update(websites)
    .set({ domain, generation: sql`${websites.generation} + 1` })
    .where(
      and(
        eq(websites.id, websiteId),
        ne(websites.domain, domain),
        notInArray(websites.status, ['terminating', 'terminated']),
      ),
    )
    .returning({ id: websites.id })
  if (!given) return false
  const runAt = holderId ? new Date(Date.now() + afterReleaseMs) : undefined
  await addJob(tx, 'apply-website', { websiteId }, { key: `website:${websiteId}`, runAt })
  await recordAudit(tx, {
    actor: 'system',
    action: 'domain.connected',
    subject: `websites:${websiteId}`,
    details: { domain, from: holderId ?? null },
  })
  return true
}

async function release(tx: Tx, websiteId: string, domain: string): Promise<void> {
  await tx
    .update(domainClaims)
    .set({ endedAt: now(), outcome: 'lost' })
    .where(and(eq(domainClaims.websiteId, websiteId), eq(domainClaims.domain, domain), isNull(domainClaims.endedAt)))
  const [released] = await tx
    .update(websites)
    .set({ domain: sql`${websites.systemDomain}`, generation: sql`${websites.generation} + 1` })
    .where(eq(websites.id, websiteId))
    .returning()
  if (released) await tellOwner(tx, released, domain)
  await addJob(tx, 'apply-website', { websiteId }, { key: `website:${websiteId}` })
  await recordAudit(tx, {
    actor: 'system',
    action: 'domain.lost',
    subject: `websites:${websiteId}`,
    details: { domain },
  })
}

async function tellOwner(tx: Tx, site: typeof websites.$inferSelect, domain: string): Promise<void> {
  const [owner] = await tx
    .select({ name: users.name, email: users.email, locale: users.locale })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .innerJoin(users, eq(users.id, customers.userId))
    .where(eq(subscriptions.id, site.subscriptionId))
  if (!owner) return
  const { id, generation, systemDomain, subscriptionId } = site
  await queueMail(tx, {
    dedupeKey: `domain-lost:${id}:${generation}`,
    template: 'domain-lost',
    to: owner.email,
    locale: owner.locale,
    props: { name: owner.name, domain, systemDomain, serviceId: subscriptionId },
  })
}
