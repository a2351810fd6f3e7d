import { and, eq, isNull } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { announcePendingPayment } from './announce-payment'
import { announceProgress } from './announce-progress'

/**
 * Writes down, once, that an order is paid in a way that takes days, and tells its buyer.
 * @param totalMinor what the bank was asked for, with all tax
 */
export async function noteDelayedPayment(checkoutSessionId: string, totalMinor: number): Promise<void> {
  await db().transaction(async (tx) => {
    const { id, status, paymentDelayedAt } = checkoutSessions
    const [noted] = await tx
      .update(checkoutSessions)
      .set({ paymentDelayedAt: now() })
      .where(and(eq(id, checkoutSessionId), eq(status, 'pending'), isNull(paymentDelayedAt)))
      .returning()
    if (!noted) return
    await announcePendingPayment(tx, noted, totalMinor)
    await announceProgress(tx, checkoutSessionId)
  })
}
