import { orderIdOf } from './order-id-of'
import { pagesOf } from './pages-of'

/**
 * Looks for the session that an order was given, in the case that Stripe's answer to its making was lost.
 * @param since when the order was written
 * @returns the session's id; null when Stripe has none
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function findOrderSession(orderId: string, since: Date): Promise<string | null> {
  // Their clock and ours may differ a little.
  const created = { gte: Math.floor(since.getTime() / 1000) - 300 }
  for await (const page of pagesOf((stripe, paging) => stripe.checkout.sessions.list({ created, ...paging }))) {
    const found = page.find((session) => orderIdOf(session) === orderId)
    if (found) return found.id
  }
  return null
}
