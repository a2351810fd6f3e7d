import { and, eq, isNull } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { websites } from '@/db/schema/provisioning'
import { retentions } from '@/db/schema/service-state'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { queueMail } from '@/lib/mail/queue-mail'
import { pauseAfter } from '@/lib/provisioning/pause-after'
import { tellOfRefusal } from '@/lib/provisioning/tell-of-refusal'
import { recordTerminated, terminateWebsite } from '@/lib/provisioning/terminate-website'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { cancelSubscription } from '@/lib/stripe/cancel-subscription'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { loadService, namesOf, readerOf } from './load-service'
import { syncSubscription } from './sync-subscription'

/**
 * Deletes a service whose retention is over: its subscription is ended where Stripe still bills it, a copy of the site
 * is made, the site is taken off its server, and its customer is told. May die anywhere and be called again; what cannot
 * be done yet comes back as a job of its own, told to staff where the server refuses it.
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
  await tellOfRefusal(service.website.id, outcome)
  if (outcome.kind === 'done') return finish(subscriptionId, service.website.id)
  log().warn({ subscriptionId, outcome }, 'a service could not be terminated yet')
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

async function finish(subscriptionId: string, websiteId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const service = await loadService(tx, subscriptionId)
    const [ended] = await tx
      .update(retentions)
      .set({ endedAt: now(), outcome: 'terminated', nextAt: null })
      .where(and(eq(retentions.subscriptionId, subscriptionId), isNull(retentions.endedAt)))
      .returning({ id: retentions.id })
    await recordTerminated(tx, websiteId)
    if (!ended) return
    const subject = `subscriptions:${subscriptionId}`
    await recordAudit(tx, { actor: 'system', action: 'service.terminated', subject, details: { cause: 'retention' } })
    const dedupeKey = `retention:${ended.id}:deleted`
    await queueMail(tx, { dedupeKey, template: 'service-deleted', ...readerOf(service), props: namesOf(service) })
  })
}
