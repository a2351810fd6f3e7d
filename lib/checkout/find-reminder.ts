import { and, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { mailOptouts } from '@/db/schema/mail'
import { isPurchaseBlocked } from '@/lib/billing/is-purchase-blocked'
import { findPlan } from '@/lib/catalog/find-plan'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { retrieveCheckoutSession } from '@/lib/stripe/retrieve-checkout-session'
import type { Order } from './open-order'

const quietMs = 7 * 24 * 60 * 60 * 1000

/**
 * The order that its buyer is to be reminded of; null when that is not wanted, or not any more. What our rows tell is
 * looked at first, and Stripe is asked last: it may have been paid a moment ago.
 * @throws Unanswered while Stripe does not answer, AppError `stripe_refused`
 */
export async function findReminder(checkoutSessionId: string): Promise<{ order: Order; planName: string } | null> {
  const [order] = await db()
    .select()
    .from(checkoutSessions)
    .where(
      and(
        eq(checkoutSessions.id, checkoutSessionId),
        inArray(checkoutSessions.status, ['pending', 'expired']),
        isNotNull(checkoutSessions.reminderConsentAt),
        isNull(checkoutSessions.remindedAt),
      ),
    )
  if (!order || (await isSettledOtherwise(order)) || (await isUnwelcome(order.email))) return null
  const planName = await nameOfSoldPlan(order)
  return planName && (await isUnpaid(order)) ? { order, planName } : null
}

/** Whoever ordered again since is reminded of that, if at all; whoever paid, or was just reminded, of nothing. */
async function isSettledOtherwise({ id, email, createdAt }: Order): Promise<boolean> {
  const quietSince = new Date(now().getTime() - quietMs)
  const [other] = await db()
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .where(
      and(
        sql`lower(${checkoutSessions.email}) = lower(${email})`,
        or(
          and(ne(checkoutSessions.id, id), gt(checkoutSessions.createdAt, createdAt)),
          gt(checkoutSessions.remindedAt, quietSince),
          // A fulfilment is there from the moment in which a payment is known.
          gt(fulfilments.createdAt, createdAt),
        ),
      ),
    )
    .limit(1)
  return other !== undefined
}

async function isUnwelcome(email: string): Promise<boolean> {
  const optedOut = await db().$count(mailOptouts, eq(mailOptouts.address, email.toLowerCase()))
  return optedOut > 0 || isPurchaseBlocked(email)
}

/** Null for a plan that cannot be bought like this any more. */
async function nameOfSoldPlan({ productCode, currency, billingCycle }: Order): Promise<string | null> {
  try {
    const plan = await findPlan(productCode, currency)
    return plan.prices[billingCycle] ? plan.name : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'unknown_plan') return null
    throw error
  }
}

/** A session that is complete is paid, or will be: a delayed payment is on its way. */
async function isUnpaid({ stripeSessionId }: Order): Promise<boolean> {
  const session = stripeSessionId ? await askPatiently(() => retrieveCheckoutSession(stripeSessionId)) : null
  return session?.status !== 'complete'
}
