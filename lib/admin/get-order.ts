import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { invoices, subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { type stripeEventStatus, stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'
import { type StepName, stepNames } from '@/lib/fulfilment/step-names'
import { type Order, selectOrders } from './list-orders'

export type OrderStep = {
  step: StepName
  /** 0 for one that has not begun. */
  attempts: number
  startedAt: Date | null
  completedAt: Date | null
  /** Why its last attempt failed. */
  error: string | null
}

export type StripeEvent = {
  id: string
  /** Stripe's own word, e.g. `invoice.paid`. */
  type: string
  status: (typeof stripeEventStatus.enumValues)[number]
  receivedAt: Date
  processedAt: Date | null
  attempts: number
  lastError: string | null
}

/** An order with the steps of its delivery, and what Stripe told about it. */
export type OrderHistory = { order: Order; steps: OrderStep[]; events: StripeEvent[] }

const eventsShown = 100

/** @returns null when there is no such order */
export async function getOrder(id: string): Promise<OrderHistory | null> {
  const [order] = await selectOrders(eq(checkoutSessions.id, id), { limit: 1, offset: 0 })
  if (!order) return null
  const [steps, events] = await Promise.all([listSteps(id), listEvents(id)])
  return { order, steps, events }
}

async function listSteps(orderId: string): Promise<OrderStep[]> {
  const rows = await db()
    .select({ step: fulfilmentSteps })
    .from(fulfilmentSteps)
    .innerJoin(fulfilments, eq(fulfilments.id, fulfilmentSteps.fulfilmentId))
    .where(eq(fulfilments.checkoutSessionId, orderId))
  return stepNames.map((name) => {
    const row = rows.find(({ step }) => step.step === name)?.step
    const { attempts = 0, startedAt = null, completedAt = null, error = null } = row ?? {}
    return { step: name, attempts, startedAt, completedAt, error }
  })
}

/** The newest events about its payment page, its customer at Stripe, its subscription and its invoices. */
function listEvents(orderId: string): Promise<StripeEvent[]> {
  return db()
    .select({
      id: stripeEvents.id,
      type: stripeEvents.type,
      status: stripeEvents.status,
      receivedAt: stripeEvents.receivedAt,
      processedAt: stripeEvents.processedAt,
      attempts: stripeEvents.attempts,
      lastError: stripeEvents.lastError,
    })
    .from(stripeEvents)
    .where(inArray(stripeEvents.objectId, objectsOf(orderId)))
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(eventsShown)
}

/** What the order is made of at Stripe. */
function objectsOf(orderId: string): SQL {
  return sql`(
    select ${checkoutSessions.stripeSessionId} from ${checkoutSessions} where ${checkoutSessions.id} = ${orderId}
    union all select ${checkoutSessions.stripeCustomerId} from ${checkoutSessions}
      where ${checkoutSessions.id} = ${orderId}
    union all select ${subscriptions.stripeSubscriptionId} from ${subscriptions}
      where ${subscriptions.checkoutSessionId} = ${orderId}
    union all select ${invoices.stripeInvoiceId} from ${invoices}
      join ${subscriptions} on ${subscriptions.id} = ${invoices.subscriptionId}
      where ${subscriptions.checkoutSessionId} = ${orderId}
  )`
}
