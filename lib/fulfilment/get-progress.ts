import { asc, eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { orderAgainPath } from '@/lib/checkout/form-path'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { isClosed, type ProgressState } from './progress-state'
import { isSessionId } from './session-id'
import { room } from './step'
import { type StepName, stepNames } from './step-names'

/** How far an order is, as its buyer may see it: whoever knows the session's id. Holds no credentials. */
export type Progress = {
  orderId: string
  orderNumber: string
  email: string
  planName: string
  state: ProgressState
  /** What must be there again before a running order goes on by itself; null when it waits for nothing of ours. */
  waitsFor: 'room' | 'server' | 'mail' | 'payments' | null
  /** When the payment was known to us, in ISO 8601, UTC. */
  paidAt: string | null
  steps: ProgressStep[]
  /** Where the site opens, once it has answered. */
  siteUrl: string | null
  domain: string | null
  /** Whether that is a name of the customer's own, which leads to the site once they have set its DNS records. */
  isOwnDomain: boolean
  /** Null until the account's step is done. */
  isNewAccount: boolean | null
  /** The form for the same order once more; null unless this one is over unpaid. */
  orderAgainPath: string | null
}

export type ProgressStep = {
  step: StepName
  state: 'waiting' | 'working' | 'done' | 'retrying'
  /** ISO 8601, UTC. */
  completedAt: string | null
}

/** @returns null when there is no order for this session of Stripe */
export async function getProgress(stripeSessionId: string): Promise<Progress | null> {
  if (!isSessionId(stripeSessionId)) return null
  const [found] = await db()
    .select()
    .from(checkoutSessions)
    .leftJoin(products, eq(products.code, checkoutSessions.productCode))
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .leftJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (!found) return null
  const { checkout_sessions: order, products: product, fulfilments: fulfilment, websites: website } = found
  const steps = await progressSteps(fulfilment?.id ?? null)
  const state = fulfilment?.status ?? stateOfUnpaid(order)
  const verified = steps.some(({ step, state }) => step === 'verified' && state === 'done')
  return {
    orderId: order.id,
    orderNumber: orderNumber(order.id),
    email: order.email,
    planName: product?.name ?? order.productCode,
    state,
    waitsFor: fulfilment?.waitsFor ? waitsForOf(fulfilment.waitsFor) : null,
    paidAt: fulfilment?.createdAt.toISOString() ?? null,
    steps,
    siteUrl: verified ? (website?.url ?? null) : null,
    domain: website?.domain ?? null,
    isOwnDomain: website !== null && website.domain !== website.systemDomain,
    isNewAccount: fulfilment?.isNewAccount ?? null,
    orderAgainPath: isClosed(state) ? orderAgainPath(order) : null,
  }
}

function stateOfUnpaid({ status, paymentDelayedAt }: typeof checkoutSessions.$inferSelect): ProgressState {
  if (status === 'pending') return paymentDelayedAt ? 'payment_delayed' : 'awaiting_payment'
  if (status === 'failed') return 'payment_failed'
  return status === 'expired' ? 'expired' : 'running'
}

/** Which of our servers it is, is nobody else's business. */
function waitsForOf(waitsFor: string): Progress['waitsFor'] {
  if (waitsFor === room) return 'room'
  if (waitsFor === 'smtp') return 'mail'
  return waitsFor === 'stripe' ? 'payments' : 'server'
}

async function progressSteps(fulfilmentId: string | null): Promise<ProgressStep[]> {
  const rows = fulfilmentId
    ? await db()
        .select()
        .from(fulfilmentSteps)
        .where(eq(fulfilmentSteps.fulfilmentId, fulfilmentId))
        .orderBy(asc(fulfilmentSteps.startedAt))
    : []
  return stepNames.map((step) => {
    const row = rows.find((candidate) => candidate.step === step)
    const completedAt = row?.completedAt?.toISOString() ?? null
    if (!row) return { step, state: 'waiting', completedAt }
    if (completedAt) return { step, state: 'done', completedAt }
    return { step, state: row.error ? 'retrying' : 'working', completedAt }
  })
}
