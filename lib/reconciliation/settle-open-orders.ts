import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { recordAudit } from '@/lib/audit/record-audit'
import { orderNumber } from '@/lib/checkout/order-number'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { adoptSession } from '@/lib/fulfilment/match-payment'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { findOrderSession } from '@/lib/stripe/find-order-session'
import { causedBy, type Findings } from './findings'

const atMost = 50

/** Longer than a request for a payment page can take. */
const sessionLostAfterMs = 5 * 60_000

type OpenOrder = Pick<typeof checkoutSessions.$inferSelect, 'id' | 'stripeSessionId' | 'createdAt'>

/**
 * Asks Stripe how the payment pages stand that are still open here: the longest unasked first, and the older an order,
 * the longer the pause between two times.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function settleOpenOrders(found: Findings): Promise<void> {
  for (const order of await dueOrders()) {
    found.looked += 1
    // First, so that an order which cannot be asked about does not stand before all others the next time.
    await db().update(checkoutSessions).set({ checkedAt: now() }).where(eq(checkoutSessions.id, order.id))
    const stripeSessionId = order.stripeSessionId ?? (await findLostSession(order, found))
    if (stripeSessionId) await settle(order, stripeSessionId, found)
  }
}

/** Paid ones stay pending until a step of their fulfilment, and are left to it. */
async function dueOrders(): Promise<OpenOrder[]> {
  const { id, stripeSessionId, createdAt, checkedAt } = checkoutSessions
  const at = now().toISOString()
  // A minute at least, a quarter of the age, an hour at most: some thirty times in the day for which a page is open.
  const pause = sql`least(greatest((${at}::timestamptz - ${createdAt}) / 4, interval '1 minute'), interval '1 hour')`
  return db()
    .select({ id, stripeSessionId, createdAt })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, id))
    .where(
      and(
        eq(checkoutSessions.status, 'pending'),
        isNull(fulfilments.id),
        sql`coalesce(${checkedAt}, ${createdAt}) <= ${at}::timestamptz - ${pause}`,
        or(sql`${stripeSessionId} is not null`, lte(createdAt, new Date(now().getTime() - sessionLostAfterMs))),
      ),
    )
    .orderBy(sql`${checkedAt} asc nulls first`, asc(createdAt))
    .limit(atMost)
}

/**
 * An order without a session: whoever wrote it died before Stripe's answer was written down, so nobody was given the
 * address of a page. If Stripe made one, it is followed like any other, because the form that was sent may be sent
 * again and then leads there. If not, the order is over.
 */
async function findLostSession(order: OpenOrder, found: Findings): Promise<string | null> {
  const stripeSessionId = await findOrderSession(order.id, order.createdAt)
  const isRepaired = await db().transaction((tx) =>
    stripeSessionId ? adoptSession(tx, order.id, stripeSessionId, causedBy.cause) : closeUnpayable(tx, order.id),
  )
  const what = stripeSessionId ? 'did not know its payment page' : 'never got a payment page and was closed'
  if (isRepaired) found.repaired.push(`Order ${orderNumber(order.id)} ${what}`)
  return stripeSessionId
}

async function closeUnpayable(tx: Tx, orderId: string): Promise<boolean> {
  const { id, status, stripeSessionId } = checkoutSessions
  const [closed] = await tx
    .update(checkoutSessions)
    .set({ status: 'expired' })
    .where(and(eq(id, orderId), eq(status, 'pending'), isNull(stripeSessionId)))
    .returning({ id })
  if (!closed) return false
  const subject = `checkout_sessions:${orderId}`
  await recordAudit(tx, { actor: 'system', action: 'order.abandoned', subject, details: causedBy })
  return true
}

async function settle(order: OpenOrder, stripeSessionId: string, found: Findings): Promise<void> {
  await settleSession(stripeSessionId)
  const [settled] = await db()
    .select({ status: checkoutSessions.status, fulfilmentId: fulfilments.id })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .where(eq(checkoutSessions.id, order.id))
  if (!settled || (settled.status === 'pending' && !settled.fulfilmentId)) return
  const isPaid = Boolean(settled.fulfilmentId)
  const action = isPaid ? 'order.payment_found' : 'order.closed'
  await recordAudit(db(), { actor: 'system', action, subject: `checkout_sessions:${order.id}`, details: causedBy })
  found.repaired.push(`Order ${orderNumber(order.id)} was ${isPaid ? 'paid' : settled.status} at Stripe`)
}
