import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkoutSessions } from '@/db/schema/checkout'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { retrieveCheckoutSession } from '@/lib/stripe/retrieve-checkout-session'

/**
 * Makes sure that a paid session belongs to an order of ours. An order that never learned its session's id, because
 * Stripe's answer to its making was lost, learns it; a session that says it is ours and has no order is left to staff.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function matchPayment(stripeSessionId: string): Promise<void> {
  const [order] = await db()
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (order) return
  const session = await retrieveCheckoutSession(stripeSessionId)
  const orderId = session?.isPaid ? session.orderId : null
  if (!orderId) return
  await db().transaction(async (tx) => {
    if (await adoptSession(tx, orderId, stripeSessionId, `stripe:${stripeSessionId}`)) return
    await raiseAlert(tx, {
      kind: 'unmatched_payment',
      subject: `stripe:${stripeSessionId}`,
      summary: `Stripe took a payment for order ${orderId}, which is not in our books: look at ${stripeSessionId} there`,
    })
  })
}

/**
 * Writes a session's id down at the order that it was made for.
 * @returns false when there is no such order without a session
 */
export async function adoptSession(tx: Tx, orderId: string, stripeSessionId: string, cause: string): Promise<boolean> {
  const [adopted] = await tx
    .update(checkoutSessions)
    .set({ stripeSessionId })
    .where(and(eq(checkoutSessions.id, orderId), isNull(checkoutSessions.stripeSessionId)))
    .returning({ id: checkoutSessions.id })
  if (!adopted) return false
  const subject = `checkout_sessions:${orderId}`
  await recordAudit(tx, {
    actor: 'system',
    action: 'order.session_found',
    subject,
    details: { stripeSessionId, cause },
  })
  return true
}
