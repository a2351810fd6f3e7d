import { and, eq, sql } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { expireCheckoutSession } from '@/lib/stripe/expire-checkout-session'

/**
 * Closes the payment pages that somebody has open, so that they can no longer be paid. One that was paid a moment ago
 * stays as it is.
 * @param email in lower case
 * @param cause the event's id, for the audit log
 * @throws AppError `stripe_unreachable`
 */
export async function closeOpenOrders(email: string, cause: string): Promise<void> {
  const open = await db()
    .select({ id: checkoutSessions.id, stripeSessionId: checkoutSessions.stripeSessionId })
    .from(checkoutSessions)
    .where(and(eq(sql`lower(${checkoutSessions.email})`, email), eq(checkoutSessions.status, 'pending')))
  for (const { id, stripeSessionId } of open) {
    if (stripeSessionId && !(await expire(stripeSessionId))) continue
    await db().transaction(async (tx) => {
      const [closed] = await tx
        .update(checkoutSessions)
        .set({ status: 'expired' })
        .where(and(eq(checkoutSessions.id, id), eq(checkoutSessions.status, 'pending')))
        .returning({ id: checkoutSessions.id })
      const subject = `checkout_sessions:${id}`
      if (closed) await recordAudit(tx, { actor: 'stripe', action: 'order.closed', subject, details: { cause } })
    })
  }
}

/** @returns false for one that was paid, or closed by itself: its own event says which */
async function expire(stripeSessionId: string): Promise<boolean> {
  try {
    await expireCheckoutSession(stripeSessionId)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'stripe_refused') return false
    throw error
  }
}
