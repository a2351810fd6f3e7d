import { and, eq, isNull } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { websites } from '@/db/schema/provisioning'
import { retentions } from '@/db/schema/service-state'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { pauseAfter } from '@/lib/provisioning/pause-after'
import { recordTerminated, terminateWebsite } from '@/lib/provisioning/terminate-website'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { cancelSubscription } from '@/lib/stripe/cancel-subscription'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { syncSubscription } from './sync-subscription'

/**
 * Deletes a service whose retention is over: its subscription is ended where Stripe still bills it, a copy of the site
 * is made, the site is taken off its server. May die anywhere and be called again; what cannot be done yet comes back
 * as a job of its own, and staff are told of what they have to mend.
 * @throws Unanswered, AppError `stripe_refused`
 */
export async function terminateService(subscriptionId: string): Promise<void> {
  const [service] = await db()
    .select({ subscription: subscriptions, website: websites })
    .from(subscriptions)
    .innerJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(eq(subscriptions.id, subscriptionId))
  if (!service || service.website.status === 'terminated') return
  if (service.website.status !== 'terminating') return endUnpaid(service.subscription.stripeSubscriptionId)

  const outcome = await terminateWebsite(service.website.id)
  if (outcome.kind === 'done') return finish(subscriptionId, service.website.id)
  log().warn({ subscriptionId, outcome }, 'a service could not be terminated yet')
  if (outcome.kind === 'operator' || outcome.kind === 'rejected') await tellStaff(service.website, outcome.reason)
  const runAt = new Date(Date.now() + pauseAfter(outcome))
  await addJob(db(), 'terminate-service', { subscriptionId }, { key: `terminate:${subscriptionId}`, runAt })
}

/** The sync then sees that it is over and condemns the site, which brings us here again. */
async function endUnpaid(stripeSubscriptionId: string): Promise<void> {
  await askPatiently(async () => {
    const { status } = await retrieveSubscription(stripeSubscriptionId)
    if (status === 'unpaid') await cancelSubscription(stripeSubscriptionId)
    await syncSubscription(stripeSubscriptionId, 'retention')
  })
}

/** Of what does not pass by itself; a server that does not answer is told of by its breaker. */
async function tellStaff({ id, systemDomain }: typeof websites.$inferSelect, reason: string): Promise<void> {
  const summary = `The site ${systemDomain} is to be deleted and is still there: ${reason}`
  await db().transaction((tx) => raiseAlert(tx, { ...alertOf(id), summary }))
}

function alertOf(websiteId: string) {
  return { kind: 'deletion_failed' as const, subject: `websites:${websiteId}` }
}

async function finish(subscriptionId: string, websiteId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [ended] = await tx
      .update(retentions)
      .set({ endedAt: now(), outcome: 'terminated', nextAt: null })
      .where(and(eq(retentions.subscriptionId, subscriptionId), isNull(retentions.endedAt)))
      .returning({ id: retentions.id })
    await recordTerminated(tx, websiteId)
    await resolveAlert(tx, alertOf(websiteId))
    if (!ended) return
    const subject = `subscriptions:${subscriptionId}`
    await recordAudit(tx, { actor: 'system', action: 'service.terminated', subject, details: { cause: 'retention' } })
  })
}
