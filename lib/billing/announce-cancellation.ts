import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { subscriptions } from '@/db/schema/billing'
import { renewalStops } from '@/db/schema/disputes'
import { queueMail } from '@/lib/mail/queue-mail'
import { keptUntil } from './apply-retention'
import { isLive } from './find-live-subscription'
import { loadService, namesOf, priceOf, readerOf } from './load-service'
import { isWorthReminding } from './remind-of-end'

type Row = typeof subscriptions.$inferSelect

/**
 * Writes to the customer that a service will end, or that it goes on after all: once for each time that it turned, be
 * it in the panel, in Stripe's portal or by staff. What a dispute does to a service is no wish of its customer's.
 * @param before the row as it was until this transaction; @param after as it is now
 */
export async function announceCancellation(tx: Tx, before: Row, after: Row): Promise<void> {
  const hasTurned = (before.cancelAt === null) !== (after.cancelAt === null)
  if (!hasTurned || !isLive(after) || (await isStopped(tx, after.id))) return
  const service = await loadService(tx, after.id)
  const dedupeKey = `cancellation:${after.id}:${after.syncVersion}`
  const { dueInvoice } = service
  const names = { ...namesOf(service), serviceId: after.id }
  if (after.cancelAt) {
    const props = {
      ...names,
      endsAt: after.cancelAt.toISOString(),
      keptUntil: keptUntil(after.cancelAt).toISOString(),
      due: dueInvoice && { amountMinor: dueInvoice.amountDue, currency: dueInvoice.currency },
    }
    await queueMail(tx, { dedupeKey, template: 'cancellation-confirmed', ...readerOf(service), props })
    if (!isWorthReminding(after.cancelAt)) {
      await tx.update(subscriptions).set({ endTold: after.cancelAt }).where(eq(subscriptions.id, after.id))
    }
    return
  }
  const props = {
    ...names,
    cycle: after.billingCycle,
    price: priceOf(after),
    renewsAt: after.currentPeriodEnd?.toISOString() ?? null,
  }
  await queueMail(tx, { dedupeKey, template: 'cancellation-undone', ...readerOf(service), props })
}

async function isStopped(tx: Tx, subscriptionId: string): Promise<boolean> {
  const isOpen = and(eq(renewalStops.subscriptionId, subscriptionId), isNull(renewalStops.liftedAt))
  return (await tx.$count(renewalStops, isOpen)) > 0
}
