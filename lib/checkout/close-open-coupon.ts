import { and, eq, ne, sql } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { expireCheckoutSession } from '@/lib/stripe/expire-checkout-session'
import { retrieveCheckoutSession } from '@/lib/stripe/retrieve-checkout-session'

/**
 * Closes this customer's other orders that carry the coupon and are not paid, so that only the newest can use it.
 * @param orderId the newest; its own payment page stays open
 * @throws AppError `invalid_coupon` when one of them has just been paid; `stripe_unreachable`
 */
export async function closeOpenCoupon(email: string, couponCode: string, orderId: string): Promise<void> {
  const open = await db()
    .select({ id: checkoutSessions.id, stripeSessionId: checkoutSessions.stripeSessionId })
    .from(checkoutSessions)
    .where(
      and(
        sql`lower(${checkoutSessions.email}) = ${email}`,
        eq(checkoutSessions.couponCode, couponCode),
        eq(checkoutSessions.status, 'pending'),
        ne(checkoutSessions.id, orderId),
      ),
    )
  for (const { id, stripeSessionId } of open) {
    if (stripeSessionId) await expire(stripeSessionId)
    await db()
      .update(checkoutSessions)
      .set({ status: 'expired' })
      .where(and(eq(checkoutSessions.id, id), eq(checkoutSessions.status, 'pending')))
  }
}

async function expire(stripeSessionId: string): Promise<void> {
  try {
    await expireCheckoutSession(stripeSessionId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stripe_refused') throw error
    const session = await retrieveCheckoutSession(stripeSessionId)
    if (session?.status !== 'complete') return
    const message = 'You have just used that coupon for another order. Leave it out to go on at the normal price.'
    throw new AppError('invalid_coupon', message, { fields: { couponCode: message } })
  }
}
