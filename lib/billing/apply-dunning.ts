import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { dunnings } from '@/db/schema/service-state'
import type { Cause } from '@/lib/audit/cause'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { queueMail } from '@/lib/mail/queue-mail'
import { addDays, nextOf } from './days'
import { type BilledService, namesOf, readerOf } from './load-service'

export type Dunning = typeof dunnings.$inferSelect

/** Days after the failed payment at which the customer is written to. */
const mailDays = [0, 3, 7]

/**
 * Begins and ends the dunning of a subscription, and writes to its customer.
 * @returns the one that is under way
 */
export async function applyDunning(tx: Tx, service: BilledService, cause: Cause): Promise<Dunning | null> {
  const { id, status } = service.subscription
  const isOverdue = status === 'past_due' || status === 'unpaid'
  const [open] = await tx
    .select()
    .from(dunnings)
    .where(and(eq(dunnings.subscriptionId, id), isNull(dunnings.endedAt)))
  if (!isOverdue) {
    if (open) await endDunning(tx, service, open, cause)
    return null
  }
  const dunning = open ?? (await startDunning(tx, service, cause))
  const at = now()
  await remind(tx, service, dunning, at)
  const moments = [...mailDays.map((day) => addDays(dunning.startedAt, day)), suspensionOf(dunning)]
  await tx
    .update(dunnings)
    .set({ nextAt: nextOf(moments, at) })
    .where(eq(dunnings.id, dunning.id))
  return dunning
}

/** When a service goes offline for a payment that did not come. */
export function suspensionOf(dunning: Pick<Dunning, 'startedAt'>): Date {
  return addDays(dunning.startedAt, env().BILLING_GRACE_DAYS)
}

async function startDunning(tx: Tx, service: BilledService, { actor, cause }: Cause): Promise<Dunning> {
  const [dunning] = await tx
    .insert(dunnings)
    .values({ subscriptionId: service.subscription.id, invoiceId: service.dueInvoice?.id, startedAt: now() })
    .returning()
  if (!dunning) throw new Error('The dunning was not stored')
  const subject = `subscriptions:${service.subscription.id}`
  await recordAudit(tx, { actor, action: 'dunning.started', subject, details: { dunning: dunning.id, cause } })
  return dunning
}

async function endDunning(tx: Tx, service: BilledService, dunning: Dunning, { actor, cause }: Cause): Promise<void> {
  const { id, status } = service.subscription
  const outcome = status === 'active' || status === 'trialing' ? 'paid' : 'ended'
  await tx.update(dunnings).set({ endedAt: now(), outcome, nextAt: null }).where(eq(dunnings.id, dunning.id))
  const details = { dunning: dunning.id, outcome, cause }
  await recordAudit(tx, { actor, action: 'dunning.ended', subject: `subscriptions:${id}`, details })
}

/** The newest mail that is due, once: what a long standstill made late is left out. */
async function remind(tx: Tx, service: BilledService, dunning: Dunning, at: Date): Promise<void> {
  const day = mailDays.findLast((candidate) => addDays(dunning.startedAt, candidate) <= at)
  // The mail that the site is offline takes this one's place.
  if (day === undefined || day === env().BILLING_GRACE_DAYS) return
  const { dueInvoice } = service
  const suspendsAt = suspensionOf(dunning)
  await queueMail(tx, {
    dedupeKey: `dunning:${dunning.id}:day-${day}`,
    template: 'payment-failed',
    ...readerOf(service),
    props: {
      ...namesOf(service),
      isReminder: day > 0,
      amount: dueInvoice ? { amountMinor: dueInvoice.amountDue, currency: dueInvoice.currency } : null,
      payUrl: dueInvoice?.hostedUrl ?? null,
      suspendsAt: suspendsAt > at ? suspendsAt.toISOString() : null,
    },
  })
}
