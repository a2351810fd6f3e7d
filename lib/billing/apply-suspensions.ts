import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { serviceHolds, suspensions } from '@/db/schema/service-state'
import type { Cause } from '@/lib/audit/cause'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { queueMail } from '@/lib/mail/queue-mail'
import { type Dunning, suspensionOf } from './apply-dunning'
import { type BilledService, namesOf, readerOf } from './load-service'

type Suspension = typeof suspensions.$inferSelect
type Reason = Suspension['reason']
type Hold = typeof serviceHolds.$inferSelect

/**
 * Opens and lifts the reasons for which a service is offline.
 * @returns whether one is left
 */
export async function applySuspensions(
  tx: Tx,
  service: BilledService,
  dunning: Dunning | null,
  cause: Cause,
): Promise<boolean> {
  const open = await tx
    .select()
    .from(suspensions)
    .where(and(eq(suspensions.subscriptionId, service.subscription.id), isNull(suspensions.liftedAt)))
  const [hold] = await tx
    .select()
    .from(serviceHolds)
    .where(and(eq(serviceHolds.subscriptionId, service.subscription.id), isNull(serviceHolds.liftedAt)))
  const wanted = reasonsFor(service, dunning, hold)
  for (const reason of wanted) {
    if (!open.some((row) => row.reason === reason)) await begin(tx, service, { reason, hold }, cause)
  }
  for (const row of open) {
    if (!wanted.includes(row.reason)) await lift(tx, service, row, { isOnline: wanted.length === 0, ...cause })
  }
  return wanted.length > 0
}

function reasonsFor({ subscription }: BilledService, dunning: Dunning | null, hold: Hold | undefined): Reason[] {
  const { status } = subscription
  const reasons: Reason[] = []
  // Unpaid: Stripe has given up trying.
  if (status === 'unpaid' || (dunning && suspensionOf(dunning) <= now())) reasons.push('non_payment')
  if (status === 'paused') reasons.push('paused')
  if (status === 'canceled') reasons.push('ended')
  if (hold) reasons.push('staff')
  return reasons
}

async function begin(
  tx: Tx,
  service: BilledService,
  { reason, hold }: { reason: Reason; hold: Hold | undefined },
  { actor, cause }: Cause,
): Promise<void> {
  const subscriptionId = service.subscription.id
  const [row] = await tx
    .insert(suspensions)
    .values({ subscriptionId, reason, cause, startedAt: now() })
    .returning({ id: suspensions.id })
  if (!row) throw new Error('The suspension was not stored')
  const subject = `subscriptions:${subscriptionId}`
  await recordAudit(tx, { actor, action: 'service.suspended', subject, details: { reason, cause } })
  const { dueInvoice } = service
  const mail = { dedupeKey: `suspension:${row.id}`, ...readerOf(service) }
  if (reason === 'non_payment') {
    const amount = dueInvoice ? { amountMinor: dueInvoice.amountDue, currency: dueInvoice.currency } : null
    const props = { ...namesOf(service), amount, payUrl: dueInvoice?.hostedUrl ?? null }
    await queueMail(tx, { ...mail, template: 'service-suspended', props })
  }
  if (reason === 'staff' && hold) {
    const props = { ...namesOf(service), reason: hold.reason }
    await queueMail(tx, { ...mail, template: 'service-held', props })
  }
}

async function lift(
  tx: Tx,
  service: BilledService,
  row: Suspension,
  { actor, cause, isOnline }: Cause & { isOnline: boolean },
): Promise<void> {
  await tx.update(suspensions).set({ liftedAt: now() }).where(eq(suspensions.id, row.id))
  const subject = `subscriptions:${row.subscriptionId}`
  await recordAudit(tx, { actor, action: 'service.suspension_lifted', subject, details: { reason: row.reason, cause } })
  if (!isOnline) return
  const mail = { dedupeKey: `suspension:${row.id}:lifted`, ...readerOf(service) }
  const props = { ...namesOf(service), siteUrl: service.website?.url ?? null }
  if (row.reason === 'non_payment') await queueMail(tx, { ...mail, template: 'service-restored', props })
  if (row.reason === 'staff') await queueMail(tx, { ...mail, template: 'service-released', props })
}
