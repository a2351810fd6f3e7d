import { and, eq, isNull } from 'drizzle-orm'
import { refundRequests } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { refundCharge } from '@/lib/stripe/refund-charge'
import { syncRefund } from './sync-refund'

type Request = typeof refundRequests.$inferSelect

/**
 * Has Stripe make a refund that staff asked for, once, and writes down what came of it. May die anywhere and be called
 * again.
 * @returns why Stripe said no; null when it did not
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function sendRefund(requestId: string): Promise<string | null> {
  const [request] = await db().select().from(refundRequests).where(eq(refundRequests.id, requestId))
  if (!request) throw new Error(`There is no refund ${requestId}`)
  if (request.stripeRefundId || request.refusal) return request.refusal
  const { stripeChargeId, amount: amountMinor, reason, actor } = request
  try {
    const stripeRefundId = await refundCharge({ key: requestId, stripeChargeId, amountMinor, reason })
    await db().update(refundRequests).set({ stripeRefundId }).where(eq(refundRequests.id, requestId))
    await syncRefund(stripeRefundId, actor)
    return null
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'refund_refused')) throw error
    await recordRefusal(request, error.message)
    return error.message
  }
}

async function recordRefusal({ id, invoiceId }: Request, refusal: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [refused] = await tx
      .update(refundRequests)
      .set({ refusal })
      .where(and(eq(refundRequests.id, id), isNull(refundRequests.refusal)))
      .returning({ id: refundRequests.id })
    if (!refused) return
    const details = { request: id, refusal }
    await recordAudit(tx, { actor: 'stripe', action: 'refund.refused', subject: `invoices:${invoiceId}`, details })
  })
}
