import { and, eq } from 'drizzle-orm'
import { refunds } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { retrieveRefund } from '@/lib/stripe/retrieve-refund'
import { findCustomer } from './find-customer'

/**
 * Writes down what Stripe says now of a refund. It ends nothing: refunding and cancelling are separate acts.
 * @param cause the event's id, for the audit log
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function syncRefund(stripeRefundId: string, cause: string): Promise<void> {
  const [before] = await db().select().from(refunds).where(eq(refunds.stripeRefundId, stripeRefundId))
  const { stripeCustomerId, ...facts } = await retrieveRefund(stripeRefundId)
  const customer = stripeCustomerId ? await findCustomer(stripeCustomerId) : null
  if (!customer) return
  const written = await db().transaction(async (tx) => {
    const [row] = before
      ? await tx
          .update(refunds)
          .set({ ...facts, syncVersion: before.syncVersion + 1 })
          .where(and(eq(refunds.id, before.id), eq(refunds.syncVersion, before.syncVersion)))
          .returning()
      : await tx
          .insert(refunds)
          .values({ ...facts, customerId: customer.id })
          .onConflictDoNothing({ target: refunds.stripeRefundId })
          .returning()
    if (row && row.status !== before?.status) {
      const details = { from: before?.status ?? null, to: row.status, amount: row.amount, cause }
      await recordAudit(tx, { actor: 'stripe', action: 'refund.status_changed', subject: `refunds:${row.id}`, details })
    }
    return row
  })
  // Someone wrote since we read, maybe with newer facts than ours: ask again.
  if (!written) await syncRefund(stripeRefundId, cause)
}
