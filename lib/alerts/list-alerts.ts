import { desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { subscriptions } from '@/db/schema/billing'
import { websites } from '@/db/schema/provisioning'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'

type Row = typeof alerts.$inferSelect

export type OpenAlert = Pick<Row, 'id' | 'kind' | 'summary' | 'count' | 'firstRaisedAt' | 'lastRaisedAt'> & {
  /** The order that it is about, or from which its site or subscription came. */
  order: { id: string; number: string } | null
}

const alertsPerPage = 50

/**
 * Open alerts, newest first, 50 a page.
 * @param page from 1
 */
export async function listAlerts({ page }: { page: number }): Promise<{ alerts: OpenAlert[]; hasOlder: boolean }> {
  const rows = await db()
    .select()
    .from(alerts)
    .where(isNull(alerts.resolvedAt))
    .orderBy(desc(alerts.firstRaisedAt), desc(alerts.id))
    .limit(alertsPerPage + 1)
    .offset((page - 1) * alertsPerPage)
  const shown = rows.slice(0, alertsPerPage)
  const orderOf = await ordersOf(shown)
  const open = shown.map(({ id, kind, subject, summary, count, firstRaisedAt, lastRaisedAt }): OpenAlert => {
    const orderId = orderOf.get(subject)
    const order = orderId ? { id: orderId, number: orderNumber(orderId) } : null
    return { id, kind, summary, count, firstRaisedAt, lastRaisedAt, order }
  })
  return { alerts: open, hasOlder: rows.length > alertsPerPage }
}

/** Order ids by the subject of an alert. */
async function ordersOf(rows: Row[]): Promise<Map<string, string>> {
  const idsOf = (table: string) =>
    rows.flatMap(({ subject }) => (subject.startsWith(`${table}:`) ? [subject.slice(table.length + 1)] : []))
  const orders = new Map(idsOf('checkout_sessions').map((id) => [`checkout_sessions:${id}`, id]))
  const services = await db()
    .select({ id: subscriptions.id, websiteId: websites.id, orderId: subscriptions.checkoutSessionId })
    .from(subscriptions)
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(or(inArray(subscriptions.id, idsOf('subscriptions')), inArray(websites.id, idsOf('websites'))))
  for (const { id, websiteId, orderId } of services) {
    orders.set(`subscriptions:${id}`, orderId).set(`websites:${websiteId}`, orderId)
  }
  return orders
}
