import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { db } from '@/lib/database'
import type { CheckoutRequest } from './parse-checkout'
import type { Quote } from './quote'

export type Order = typeof checkoutSessions.$inferSelect

/** Writes the order as `pending`, or finds it when the same form was sent before. */
export async function openOrder(request: CheckoutRequest, priced: Quote): Promise<Order> {
  const wanted = {
    email: request.customer.email,
    customerName: request.customer.name,
    productCode: priced.plan.code,
    billingCycle: priced.cycle,
    amount: priced.today.amountMinor,
    renewalAmount: priced.renewal.amountMinor,
    currency: priced.today.currency,
    couponCode: priced.couponCode,
    domainInfo: request.domain ? { domain: request.domain } : null,
  }
  const id = request.attemptId ?? randomUUID()
  const [written] = await db()
    .insert(checkoutSessions)
    .values({ id, ...wanted })
    .onConflictDoNothing({ target: checkoutSessions.id })
    .returning()
  if (written) return written

  const [earlier] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.id, id))
  if (earlier?.status === 'pending' && isSameWish(earlier, wanted)) return earlier
  // The form was changed after the visitor came back from the payment page: that is another order.
  return openOrder({ ...request, attemptId: randomUUID() }, priced)
}

function isSameWish(order: Order, wanted: Partial<Order>): boolean {
  const { domainInfo, ...rest } = wanted
  return (
    order.domainInfo?.domain === domainInfo?.domain &&
    Object.entries(rest).every(([key, value]) => order[key as keyof Order] === value)
  )
}
