import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { suspensions } from '@/db/schema/service-state'
import type { Cause } from '@/lib/audit/cause'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { queueMail } from '@/lib/mail/queue-mail'
import { type Dunning, suspensionOf } from './apply-dunning'
import { type BilledService, namesOf } from './load-service'

type Suspension = typeof suspensions.$inferSelect
type Reason = Suspension['reason']

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
  const wanted = reasonsFor(service, dunning)
  for (const reason of wanted) {
    if (!open.some((row) => row.reason === reason)) await begin(tx, service, reason, cause)
  }
  for (const row of open) {
    if (!wanted.includes(row.reason)) await lift(tx, service, row, { isOnline: wanted.length === 0, ...cause })
  }
  return wanted.length > 0
}

function reasonsFor({ subscription: { status } }: BilledService, dunning: Dunning | null): Reason[] {
  const reasons: Reason[] = []
  // Unpaid: Stripe has given up trying.
  if (status === 'unpaid' || (dunning && suspensionOf(dunning) <= now())) reasons.push('non_payment')
  if (status === 'paused') reasons.push('paused')
  if (status === 'canceled') reasons.push('ended')
  return reasons
}

async function begin(tx: Tx, service: BilledService, reason: Reason, { actor, cause }: Cause): Promise<void> {
  const subscriptionId = service.subscription.id
  const [row] = await tx
    .insert(suspensions)
    .values({ subscriptionId, reason, cause, startedAt: now() })
    .returning({ id: suspensions.id })
  if (!row) throw new Error('The suspension was not stored')
  const subject = `subscriptions:${subscriptionId}`
  await recordAudit(tx, { actor, action: 'service.suspended', subject, details: { reason, cause } })
  if (reason !== 'non_payment') return
  const { dueInvoice } = service
  await queueMail(tx, {
    dedupeKey: `suspension:${row.id}`,
    template: 'service-suspended',
    to: service.user.email,
    props: {
      ...namesOf(service),
      amount: dueInvoice ? { amountMinor: dueInvoice.amountDue, currency: dueInvoice.currency } : null,
      payUrl: dueInvoice?.hostedUrl ?? null,
    },
  })
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
  if (!isOnline || row.reason !== 'non_payment') return
  await queueMail(tx, {
    dedupeKey: `suspension:${row.id}:lifted`,
    template: 'service-restored',
    to: service.user.email,
    props: { ...namesOf(service), siteUrl: service.website?.url ?? null },
  })
}
