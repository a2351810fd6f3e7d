import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { invoices, subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { dunnings, retentions, serviceHolds } from '@/db/schema/service-state'
import { type Service, selectServices } from '@/lib/accounts/list-services'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import type { Money } from '@/lib/money'
import { suspensionOf } from './apply-dunning'
import { keptUntil } from './apply-retention'
import { findHoldingDisputes } from './find-holding-disputes'
import { isLive } from './find-live-subscription'
import { findOwnSubscription, type OwnService } from './find-own-subscription'
import { findWaitingChange, type WaitingChange } from './find-waiting-change'

type Subscription = typeof subscriptions.$inferSelect

export type ServiceInvoice = {
  id: string
  /** What the customer sees on it. */
  number: string | null
  issuedAt: Date
  total: Money
  /** How much of the total is tax; null without any. */
  tax: Money | null
  /** Stripe's own word: open, paid, uncollectible, void. */
  status: string
  /** Stripe's page on which it is read and paid. */
  hostedUrl: string | null
  pdfUrl: string | null
}

/** All that a customer is shown about one service. */
export type ServiceDetails = {
  service: Service
  /** False once it has ended. */
  isLive: boolean
  /** Whether the plan can be ordered again. */
  isSold: boolean
  /** Whether another plan or cycle may be chosen now. */
  isChangeable: boolean
  /** A payment that failed; `suspendsAt` is null where nothing is planned or it has happened. */
  due: { amount: Money; payUrl: string | null; suspendsAt: Date | null } | null
  /** Whether a dispute keeps it from renewing. */
  isDisputed: boolean
  /** Why staff have taken it offline, in their words. */
  heldBecause: string | null
  isPaused: boolean
  waiting: WaitingChange | null
  /** Until when its data is kept, if it has ended or would end with what is paid. */
  keptUntil: Date | null
  /** Newest first; drafts are left out. */
  invoices: ServiceInvoice[]
}

/**
 * A service of the user's own, as its page shows it.
 * @throws AppError `not_found`
 */
export async function readService(own: OwnService): Promise<ServiceDetails> {
  const subscription = await findOwnSubscription(own)
  const { id, customerId, status, cancelAt } = subscription
  const [[service], [product], billed, due, disputes, [hold], waiting, kept] = await Promise.all([
    selectServices(eq(subscriptions.id, id)),
    db().select({ forSale: products.forSale }).from(products).where(eq(products.id, subscription.productId)),
    invoicesOf(id),
    dueOf(subscription),
    findHoldingDisputes(db(), customerId),
    db()
      .select({ reason: serviceHolds.reason })
      .from(serviceHolds)
      .where(and(eq(serviceHolds.subscriptionId, id), isNull(serviceHolds.liftedAt))),
    findWaitingChange(id),
    dataEndOf(subscription),
  ])
  if (!service) throw new AppError('not_found', 'We do not know that service.')
  return {
    service,
    isLive: isLive(subscription),
    isSold: product?.forSale === true,
    isChangeable: status === 'active' && !cancelAt && disputes.length === 0 && service.state !== 'suspended',
    due,
    isDisputed: disputes.length > 0,
    heldBecause: hold?.reason ?? null,
    isPaused: status === 'paused',
    waiting,
    keptUntil: kept,
    invoices: billed,
  }
}

async function invoicesOf(subscriptionId: string): Promise<ServiceInvoice[]> {
  const rows = await db()
    .select()
    .from(invoices)
    .where(and(eq(invoices.subscriptionId, subscriptionId), ne(invoices.status, 'draft')))
    .orderBy(desc(invoices.issuedAt), desc(invoices.number))
  return rows.map(({ id, number, issuedAt, total, tax, currency, status, hostedUrl, pdfUrl }) => ({
    id,
    number,
    issuedAt,
    total: { amountMinor: total, currency },
    tax: tax === 0 ? null : { amountMinor: tax, currency },
    status,
    hostedUrl,
    pdfUrl,
  }))
}

async function dueOf({ id, status }: Subscription): Promise<ServiceDetails['due']> {
  if (status !== 'past_due' && status !== 'unpaid') return null
  const [[invoice], [dunning]] = await Promise.all([
    db()
      .select()
      .from(invoices)
      .where(and(eq(invoices.subscriptionId, id), inArray(invoices.status, ['open', 'uncollectible'])))
      .orderBy(desc(invoices.issuedAt))
      .limit(1),
    db()
      .select()
      .from(dunnings)
      .where(and(eq(dunnings.subscriptionId, id), isNull(dunnings.endedAt))),
  ])
  if (!invoice) return null
  return {
    amount: { amountMinor: invoice.amountDue, currency: invoice.currency },
    payUrl: invoice.hostedUrl,
    suspendsAt: dunning ? suspensionOf(dunning) : null,
  }
}

async function dataEndOf(subscription: Subscription): Promise<Date | null> {
  const isInForce = or(isNull(retentions.endedAt), eq(retentions.outcome, 'terminated'))
  const [retention] = await db()
    .select({ deletesAt: retentions.deletesAt })
    .from(retentions)
    .where(and(eq(retentions.subscriptionId, subscription.id), isInForce))
  const endsAt = subscription.cancelAt ?? subscription.currentPeriodEnd
  if (retention) return retention.deletesAt
  return endsAt && isLive(subscription) ? keptUntil(endsAt) : null
}
