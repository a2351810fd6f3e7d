import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { serviceHolds, type suspensionReason, suspensions } from '@/db/schema/service-state'
import { type Service, selectServices } from '@/lib/accounts/list-services'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { dashboardUrl } from '@/lib/stripe/dashboard-url'
import { type Actor, nameActors } from './name-actors'

export type StaffService = Service & {
  customerId: string
  startedAt: Date
  order: { id: string; number: string }
  /** Why it is offline. */
  offlineBecause: (typeof suspensionReason.enumValues)[number][]
  /** That staff have taken it offline. */
  hold: { by: Actor; reason: string; since: Date } | null
  stripeUrl: string | null
}

/** What a customer pays for, newest first, with what staff need to know of it. */
export async function listCustomerServices(customerId: string): Promise<StaffService[]> {
  return select(eq(customers.id, customerId))
}

/** One service of a customer. @returns null when the customer has no such service */
export async function getCustomerService(customerId: string, serviceId: string): Promise<StaffService | null> {
  const [service = null] = await select(and(eq(customers.id, customerId), eq(subscriptions.id, serviceId)))
  return service
}

async function select(condition: SQL | undefined): Promise<StaffService[]> {
  const services = await selectServices(condition)
  return Promise.all(services.map(withStaffFacts))
}

async function withStaffFacts(service: Service): Promise<StaffService> {
  const [row] = await db()
    .select({ subscription: subscriptions, hold: serviceHolds })
    .from(subscriptions)
    .leftJoin(serviceHolds, and(eq(serviceHolds.subscriptionId, subscriptions.id), isNull(serviceHolds.liftedAt)))
    .where(eq(subscriptions.id, service.id))
  if (!row) throw new Error(`The subscription ${service.id} is gone`)
  const reasons = await db()
    .select({ reason: suspensions.reason })
    .from(suspensions)
    .where(and(eq(suspensions.subscriptionId, service.id), isNull(suspensions.liftedAt)))
  const { subscription, hold } = row
  const actorOf = await nameActors(hold ? [hold.actor] : [])
  return {
    ...service,
    customerId: subscription.customerId,
    startedAt: subscription.createdAt,
    order: { id: subscription.checkoutSessionId, number: orderNumber(subscription.checkoutSessionId) },
    offlineBecause: reasons.map(({ reason }) => reason),
    hold: hold && { by: actorOf(hold.actor), reason: hold.reason, since: hold.startedAt },
    stripeUrl: dashboardUrl('subscriptions', subscription.stripeSubscriptionId),
  }
}
