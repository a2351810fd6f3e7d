import { and, eq, isNull, notInArray, or } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { subscriptions } from '@/db/schema/billing'
import { disputes, purchaseClearances, renewalStops } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'
import { closeOpenOrders } from '@/lib/checkout/close-open-orders'
import { db } from '@/lib/database'
import { departmentAddress } from '@/lib/mail/department-address'
import { queueMail } from '@/lib/mail/queue-mail'
import { retrieveDispute } from '@/lib/stripe/retrieve-dispute'
import { applyRenewalStops } from './apply-renewal-stops'
import { settledDisputeStatuses } from './dispute-holds'
import { findCustomer } from './find-customer'
import { endedStatuses } from './find-live-subscription'
import { isPurchaseBlocked } from './is-purchase-blocked'
import { stopRenewal } from './stop-renewal'
import { syncSubscription } from './sync-subscription'

type Row = typeof disputes.$inferSelect

/**
 * Writes down what Stripe says now of a dispute, tells staff of a new one, stops the renewals of its customer, or lets
 * them go on once it is won, and closes the payment pages that the customer has open while they may not buy.
 * @param cause the event's id, for the audit log
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncDispute(stripeDisputeId: string, cause: string): Promise<void> {
  const [before] = await db().select().from(disputes).where(eq(disputes.stripeDisputeId, stripeDisputeId))
  const { stripeCustomerId, ...facts } = await retrieveDispute(stripeDisputeId)
  const customer = stripeCustomerId ? await findCustomer(stripeCustomerId) : null
  if (!customer) return
  // The renewals to stop are those of now: of what has ended or was cancelled, the event may still be on its way.
  if (!before) await syncLiveSubscriptions(customer.id, cause)
  const written = await db().transaction(async (tx) => {
    const [row] = before
      ? await tx
          .update(disputes)
          .set({ ...facts, syncVersion: before.syncVersion + 1 })
          .where(and(eq(disputes.id, before.id), eq(disputes.syncVersion, before.syncVersion)))
          .returning()
      : await tx
          .insert(disputes)
          .values({ ...facts, customerId: customer.id })
          .onConflictDoNothing({ target: disputes.stripeDisputeId })
          .returning()
    if (!row) return undefined
    await announce(tx, row, before?.status ?? null, customer.email, cause)
    const isCleared = (await tx.$count(purchaseClearances, eq(purchaseClearances.disputeId, row.id))) > 0
    if (!isCleared && !settledDisputeStatuses.includes(row.status)) await stopRenewals(tx, row, cause)
    return row
  })
  // Someone wrote since we read, maybe with newer facts than ours: ask again.
  if (!written) return syncDispute(stripeDisputeId, cause)
  await applyRenewalStops(written, cause)
  if (await isPurchaseBlocked(customer.email)) await closeOpenOrders(customer.email, cause)
}

async function syncLiveSubscriptions(customerId: string, cause: string): Promise<void> {
  const live = await db()
    .select({ stripeSubscriptionId: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(and(eq(subscriptions.customerId, customerId), notInArray(subscriptions.status, endedStatuses)))
  for (const { stripeSubscriptionId } of live) await syncSubscription(stripeSubscriptionId, cause)
}

async function announce(tx: Tx, row: Row, before: string | null, email: string, cause: string): Promise<void> {
  if (row.status === before) return
  const details = { from: before, to: row.status, cause }
  await recordAudit(tx, { actor: 'stripe', action: 'dispute.status_changed', subject: `disputes:${row.id}`, details })
  await queueMail(tx, {
    dedupeKey: `dispute:${row.id}`,
    template: 'dispute-opened',
    to: departmentAddress('billing'),
    props: {
      customerEmail: email,
      amount: { amountMinor: row.amount, currency: row.currency },
      reason: row.reason,
      stripeDisputeId: row.stripeDisputeId,
    },
  })
}

/** Of all that would renew; what its customer has cancelled already is none of the dispute's. */
async function stopRenewals(tx: Tx, dispute: Row, cause: string): Promise<void> {
  const renewing = await tx
    .selectDistinct({ id: subscriptions.id })
    .from(subscriptions)
    .leftJoin(renewalStops, and(eq(renewalStops.subscriptionId, subscriptions.id), isNull(renewalStops.liftedAt)))
    .where(
      and(
        eq(subscriptions.customerId, dispute.customerId),
        notInArray(subscriptions.status, endedStatuses),
        // Another dispute's stop is this one's too: it must outlive that one.
        or(isNull(subscriptions.cancelAt), eq(renewalStops.subscriptionId, subscriptions.id)),
      ),
    )
  for (const { id } of renewing) await stopRenewal(tx, { disputeId: dispute.id, subscriptionId: id }, cause)
}
