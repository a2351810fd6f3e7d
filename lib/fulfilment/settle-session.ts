import { and, eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { retrieveCheckoutSession } from '@/lib/stripe/retrieve-checkout-session'
import { announceFailedPayment } from './announce-payment'
import { announceProgress } from './announce-progress'
import { noteDelayedPayment } from './note-delayed-payment'
import { requestFulfilment } from './request-fulfilment'
import { isSessionId } from './session-id'

type Order = typeof checkoutSessions.$inferSelect

/**
 * Brings an order to what Stripe says of its payment: paid starts its fulfilment, expired or failed closes it.
 * The webhook and the landing page both call it; any number of calls, in any order, make one fulfilment.
 * Of a payment that takes days the buyer is told in a mail, and of its failure too. A session that is none of ours is left
 * alone.
 * @param delayedPaymentFailed what only the event tells: a failed delayed payment leaves the session `unpaid`
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function settleSession(stripeSessionId: string, delayedPaymentFailed = false): Promise<void> {
  if (!isSessionId(stripeSessionId)) return
  const [order] = await db()
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (!order || order.status === 'completed') return

  const session = await retrieveCheckoutSession(stripeSessionId)
  if (!session) return
  if (session.isPaid) {
    await db().transaction((tx) => requestFulfilment(tx, order.id))
  } else if (session.status === 'expired' || delayedPaymentFailed) {
    await close(order, delayedPaymentFailed ? session.totalMinor : null)
  } else if (session.status === 'complete') {
    await noteDelayedPayment(order.id, session.totalMinor)
  }
}

/** @param failedMinor what a delayed payment that failed was to be; null for an order that nobody paid */
async function close(order: Order, failedMinor: number | null): Promise<void> {
  await db().transaction(async (tx) => {
    const [closed] = await tx
      .update(checkoutSessions)
      .set({ status: failedMinor === null ? 'expired' : 'failed' })
      .where(and(eq(checkoutSessions.id, order.id), eq(checkoutSessions.status, 'pending')))
      .returning()
    if (closed && failedMinor !== null) await announceFailedPayment(tx, closed, failedMinor)
    await announceProgress(tx, order.id)
  })
}
