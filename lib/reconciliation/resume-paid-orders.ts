import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { alerts } from '@/db/schema/alerts'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { orderNumber } from '@/lib/checkout/order-number'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { requestFulfilment } from '@/lib/fulfilment/request-fulfilment'
import { addJob } from '@/lib/jobs/add-job'
import { callPerson, causedBy, type Findings } from './findings'
import { queueAgain } from './queue-again'

const atMost = 100

/** What was changed just now is being worked on. */
const restMs = 60_000

/** Sets paid orders going again that nobody works on any more, and reports payments that have no service. */
export async function resumePaidOrders(found: Findings): Promise<void> {
  found.looked += await db().$count(fulfilments)
  await startUnbegun(found)
  await requeueRunning(found)
  await reportSiteless(found)
  await reportUnmatched(found)
}

/** Completed orders whose fulfilment is not in the books. */
async function startUnbegun(found: Findings): Promise<void> {
  const orders = await db()
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .where(and(eq(checkoutSessions.status, 'completed'), isNull(fulfilments.id)))
    .limit(atMost)
  for (const { id } of orders) {
    const isStarted = await db().transaction(async (tx) => {
      if (!(await requestFulfilment(tx, id))) return false
      const subject = `checkout_sessions:${id}`
      await recordAudit(tx, { actor: 'system', action: 'fulfilment.requested', subject, details: causedBy })
      return true
    })
    if (isStarted) found.repaired.push(`Order ${orderNumber(id)} was complete and had no fulfilment`)
  }
}

/** Fulfilments under way whose job is gone. */
async function requeueRunning(found: Findings): Promise<void> {
  const isRunning = eq(fulfilments.status, 'running')
  const running = await db()
    .select({ id: fulfilments.id, orderId: fulfilments.checkoutSessionId })
    .from(fulfilments)
    .where(
      and(
        isRunning,
        lt(fulfilments.updatedAt, new Date(now().getTime() - restMs)),
        sql`not exists (select 1 from graphile_worker.jobs where key = 'fulfil:' || ${fulfilments.id})`,
      ),
    )
    .orderBy(asc(fulfilments.createdAt))
    .limit(atMost)
  for (const { id, orderId } of running) {
    const key = `fulfil:${id}`
    const isQueued = await db().transaction((tx) =>
      queueAgain(tx, {
        lock: tx
          .select()
          .from(fulfilments)
          .where(and(eq(fulfilments.id, id), isRunning))
          .for('update'),
        key,
        subject: `fulfilments:${id}`,
        add: () => addJob(tx, 'fulfil', { fulfilmentId: id }, { key }),
      }),
    )
    if (isQueued) found.repaired.push(`Order ${orderNumber(orderId)} had lost its job`)
  }
}

/** Making a second site would be a guess: the first one may still be on its server. */
async function reportSiteless(found: Findings): Promise<void> {
  const siteless = await db()
    .select({ orderId: fulfilments.checkoutSessionId })
    .from(fulfilments)
    .innerJoin(subscriptions, eq(subscriptions.checkoutSessionId, fulfilments.checkoutSessionId))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(
      and(
        eq(fulfilments.status, 'completed'),
        isNull(websites.id),
        inArray(subscriptions.status, ['active', 'trialing', 'past_due']),
      ),
    )
    .limit(atMost)
  for (const { orderId } of siteless) {
    const summary = `Order ${orderNumber(orderId)} is paid and was complete, but its site is not in our books any more`
    await callPerson(found, { kind: 'order_needs_person', subject: `checkout_sessions:${orderId}`, summary })
  }
}

/** What `matchPayment` found, until the order turns up. */
async function reportUnmatched(found: Findings): Promise<void> {
  const open = await db()
    .select({ subject: alerts.subject, summary: alerts.summary, orderId: checkoutSessions.id })
    .from(alerts)
    .leftJoin(checkoutSessions, sql`${alerts.subject} = 'stripe:' || ${checkoutSessions.stripeSessionId}`)
    .where(and(eq(alerts.kind, 'unmatched_payment'), isNull(alerts.resolvedAt)))
  for (const { subject, summary, orderId } of open) {
    if (!orderId) found.needsPerson.push(summary)
    else await db().transaction((tx) => resolveAlert(tx, { kind: 'unmatched_payment', subject }))
  }
}
