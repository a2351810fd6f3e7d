import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { retentions } from '@/db/schema/service-state'
import type { Cause } from '@/lib/audit/cause'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { addJob } from '@/lib/jobs/add-job'
import { queueMail } from '@/lib/mail/queue-mail'
import { condemnWebsite } from '@/lib/provisioning/terminate-website'
import { addDays, nextOf } from './days'
import { type BilledService, namesOf, readerOf } from './load-service'

type Retention = typeof retentions.$inferSelect

const firstWarningDays = 7
const lastWarningDays = 1
const latenessDays = 1 / 24

/** Keeps the data of a service that is over, warns of its deletion, and has it deleted. */
export async function applyRetention(tx: Tx, service: BilledService, cause: Cause): Promise<void> {
  const { subscription, website } = service
  const isOver = subscription.status === 'canceled' || subscription.status === 'unpaid'
  const [open] = await tx
    .select()
    .from(retentions)
    .where(and(eq(retentions.subscriptionId, subscription.id), isNull(retentions.endedAt)))
  if (!isOver) {
    if (open && website?.status !== 'terminating') await restore(tx, open, cause)
    return
  }
  if (!website || website.status === 'terminating' || website.status === 'terminated') return
  const retention = open ?? (await start(tx, subscription.id, cause))
  // One that was unpaid is ended at Stripe only to be deleted: nothing is kept any more.
  if (subscription.status === 'canceled' && retention.deletesAt > now()) await announceEnd(tx, service, retention)
  await goOn(tx, service, retention)
}

/** Until when the data of a service is kept that ends at a moment. */
export function keptUntil(endsAt: Date): Date {
  return addDays(endsAt, env().BILLING_RETENTION_DAYS)
}

async function start(tx: Tx, subscriptionId: string, { actor, cause }: Cause): Promise<Retention> {
  const startedAt = now()
  const deletesAt = keptUntil(startedAt)
  const [retention] = await tx.insert(retentions).values({ subscriptionId, startedAt, deletesAt }).returning()
  if (!retention) throw new Error('The retention was not stored')
  const subject = `subscriptions:${subscriptionId}`
  await recordAudit(tx, { actor, action: 'retention.started', subject, details: { deletesAt, cause } })
  return retention
}

async function restore(tx: Tx, retention: Retention, { actor, cause }: Cause): Promise<void> {
  await tx
    .update(retentions)
    .set({ endedAt: now(), outcome: 'restored', nextAt: null })
    .where(eq(retentions.id, retention.id))
  const subject = `subscriptions:${retention.subscriptionId}`
  await recordAudit(tx, { actor, action: 'retention.ended', subject, details: { outcome: 'restored', cause } })
}

async function announceEnd(tx: Tx, service: BilledService, retention: Retention): Promise<void> {
  await queueMail(tx, {
    dedupeKey: `retention:${retention.id}:ended`,
    template: 'service-ended',
    ...readerOf(service),
    props: { ...namesOf(service), deletesAt: retention.deletesAt.toISOString() },
  })
}

async function goOn(tx: Tx, service: BilledService, retention: Retention): Promise<void> {
  const at = now()
  let { deletesAt, lastWarnedAt } = retention
  if (!lastWarnedAt && at >= addDays(deletesAt, -lastWarningDays)) {
    // After a standstill (the clock itself is late by seconds) the deletion waits for its warning.
    if (at > addDays(deletesAt, -lastWarningDays + latenessDays)) deletesAt = addDays(at, lastWarningDays)
    lastWarnedAt = at
    await warn(tx, service, retention.id, deletesAt, lastWarningDays)
  } else if (!lastWarnedAt && at >= addDays(deletesAt, -firstWarningDays)) {
    await warn(tx, service, retention.id, deletesAt, firstWarningDays)
  }
  const moments = [addDays(deletesAt, -firstWarningDays), addDays(deletesAt, -lastWarningDays), deletesAt]
  await tx
    .update(retentions)
    .set({ deletesAt, lastWarnedAt, nextAt: nextOf(moments, at) })
    .where(eq(retentions.id, retention.id))
  if (lastWarnedAt && at >= deletesAt) await end(tx, service)
}

async function warn(tx: Tx, service: BilledService, retentionId: string, deletesAt: Date, days: number): Promise<void> {
  await queueMail(tx, {
    dedupeKey: `retention:${retentionId}:warning-${days}`,
    template: 'deletion-warning',
    ...readerOf(service),
    props: { ...namesOf(service), deletesAt: deletesAt.toISOString(), isLast: days === lastWarningDays },
  })
}

/** One that Stripe still bills is ended there first, so that nobody pays for what is being deleted. */
async function end(tx: Tx, { subscription, website }: BilledService): Promise<void> {
  if (website && subscription.status === 'canceled') await condemnWebsite(tx, website.id)
  const key = `terminate:${subscription.id}`
  await addJob(tx, 'terminate-service', { subscriptionId: subscription.id }, { key })
}
