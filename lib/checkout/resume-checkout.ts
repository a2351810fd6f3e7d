import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { shopPath } from '@/lib/storefront/shop-path'
import { viewOf } from './form-path'
import type { Order } from './open-order'
import { readResumeToken } from './resume-path'

type Resumed =
  /** `path` is the form's, in the language and the currency of the order that it was. */
  | { state: 'unpaid'; order: Order; path: string }
  /** `path` is the landing page's: nobody pays twice by a link. */
  | { state: 'paid'; path: string }

/** Finds what a link of `resumePath` leads to; null when it was not made by us, or has expired. */
export async function resumeCheckout(token: string): Promise<Resumed | null> {
  const checkoutSessionId = readResumeToken(token, now())
  if (!checkoutSessionId) return null
  const [found] = await db()
    .select({ order: checkoutSessions, fulfilmentId: fulfilments.id })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .where(eq(checkoutSessions.id, checkoutSessionId))
  if (!found) return null
  const { order } = found
  const view = viewOf(order)
  if (order.stripeSessionId && (order.status === 'completed' || found.fulfilmentId)) {
    return { state: 'paid', path: shopPath(view, '/checkout/complete', { session_id: order.stripeSessionId }) }
  }
  const choice = { plan: order.productCode, cycle: order.billingCycle }
  return { state: 'unpaid', order, path: shopPath(view, '/checkout', { ...choice, resumed: '1' }) }
}
