import { and, eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'

/**
 * Brings a subscription's row to what Stripe says now. The only writer of its status and dates.
 * One that we do not know (yet) is left alone: fulfilment calls this after it wrote the row.
 * @param cause the event's id, for the audit log
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncSubscription(stripeSubscriptionId: string, cause: string): Promise<void> {
  const [row] = await db()
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeSubscriptionId, stripeSubscriptionId))
  if (!row) return

  const { status, currentPeriodEnd, cancelAt } = await retrieveSubscription(stripeSubscriptionId)
  const written = await db().transaction(async (tx) => {
    const [updated] = await tx
      .update(subscriptions)
      .set({ status, currentPeriodEnd, cancelAt, syncVersion: row.syncVersion + 1 })
      .where(and(eq(subscriptions.id, row.id), eq(subscriptions.syncVersion, row.syncVersion)))
      .returning({ id: subscriptions.id })
    if (updated && status !== row.status) {
      await recordAudit(tx, {
        actor: 'stripe',
        action: 'subscription.status_changed',
        subject: `subscriptions:${row.id}`,
        details: { from: row.status, to: status, cause },
      })
    }
    return updated
  })
  // Someone wrote since we read, maybe with newer facts than ours: ask again.
  if (!written) await syncSubscription(stripeSubscriptionId, cause)
}
