import { and, eq, inArray, isNull, lt, notInArray, or, sql } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { syncSubscription } from '@/lib/billing/sync-subscription'
import { orderNumber } from '@/lib/checkout/order-number'
import { now } from '@/lib/clock'
import { db, isDatabaseTrouble } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { explainError } from '@/lib/explain-error'
import { isMissing } from '@/lib/stripe/call-stripe'
import { type ListedSubscription, listSubscriptions } from '@/lib/stripe/list-subscriptions'
import { closeAlerts } from './close-alerts'
import { callPerson, causedBy, type Findings } from './findings'
import { readMark, writeMark } from './marks'

const pass = 'subscriptions'

/** Of a hundred each: a long list is gone through in rounds of several runs. */
const pagesPerRun = 5
const atMostVanished = 20

/** What was changed just now is being worked on. */
const restMs = 60_000

type Row = typeof subscriptions.$inferSelect

const kind = 'subscription_differs'
const endedStatuses = ['canceled', 'incomplete_expired']

/**
 * Compares Stripe's subscriptions with ours: what differs is fetched again; what only one side knows is left to staff.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function compareSubscriptions(found: Findings): Promise<void> {
  const mark = await readMark(pass)
  let cursor = mark?.cursor ?? null
  const roundBegan = mark && cursor ? mark.lookedUpTo : now()
  for (let page = 0; page < pagesPerRun; page++) {
    const { subscriptions: listed, next } = await listPage(cursor)
    await comparePage(listed, found)
    cursor = next
    await writeMark(pass, { lookedUpTo: roundBegan, cursor })
    if (!cursor) return lookForVanished(roundBegan, found)
  }
}

/** A round whose last subscription was deleted at Stripe, with its test clock, begins anew. */
async function listPage(cursor: string | null) {
  try {
    return await listSubscriptions(cursor)
  } catch (error) {
    if (cursor && isMissing(error)) return listSubscriptions(null)
    throw error
  }
}

async function comparePage(listed: ListedSubscription[], found: Findings): Promise<void> {
  found.looked += listed.length
  const rows = await markListed(listed.map(({ stripeSubscriptionId }) => stripeSubscriptionId))
  const well = new Set<string>()
  for (const theirs of listed) {
    const ours = rows.get(theirs.stripeSubscriptionId)
    if (ours) {
      well.add(subjectOf(theirs))
      if (await repair(ours, theirs, found)) well.add(`subscriptions:${ours.id}`)
    } else if (await isStranger(theirs)) {
      const summary = `Stripe bills the subscription ${theirs.stripeSubscriptionId} of order ${theirs.orderId}, which has no service here`
      await callPerson(found, { kind, subject: subjectOf(theirs), summary })
    } else well.add(subjectOf(theirs))
  }
  await closeAlerts([kind], (subject) => well.has(subject))
}

function subjectOf({ stripeSubscriptionId }: ListedSubscription): string {
  return `stripe:${stripeSubscriptionId}`
}

async function markListed(stripeSubscriptionIds: string[]): Promise<Map<string, Row>> {
  if (stripeSubscriptionIds.length === 0) return new Map()
  const rows = await db()
    .update(subscriptions)
    // Not a change of the subscription itself.
    .set({ listedAt: now(), updatedAt: sql`${subscriptions.updatedAt}` })
    .where(inArray(subscriptions.stripeSubscriptionId, stripeSubscriptionIds))
    .returning()
  return new Map(rows.map((row) => [row.stripeSubscriptionId, row]))
}

/** @returns false when they still differ: one that cannot be repaired does not keep the others from being looked at */
async function repair(ours: Row, theirs: ListedSubscription, found: Findings): Promise<boolean> {
  const difference = differenceOf(ours, theirs)
  if (!difference || ours.updatedAt.getTime() > now().getTime() - restMs) return true
  const what = `Order ${orderNumber(ours.checkoutSessionId)}: ${difference}`
  try {
    await syncSubscription(theirs.stripeSubscriptionId, causedBy.cause)
    found.repaired.push(what)
    return true
  } catch (error) {
    if (isDatabaseTrouble(error) || (error instanceof AppError && error.code === 'stripe_unreachable')) throw error
    const summary = `${what}, and could not be brought in line: ${explainError(error)}`
    await callPerson(found, { kind, subject: `subscriptions:${ours.id}`, summary })
    return false
  }
}

function differenceOf(ours: Row, { status, currentPeriodEnd, cancelAt, cycle, price }: ListedSubscription) {
  const fields = [
    ['status', ours.status, status],
    ['end of the term', ours.currentPeriodEnd?.toISOString(), currentPeriodEnd?.toISOString()],
    ['cancellation', ours.cancelAt?.toISOString(), cancelAt?.toISOString()],
    // What we do not sell is kept as it was, see syncSubscription.
    ['billing cycle', ours.billingCycle, cycle ?? ours.billingCycle],
    ['price', ours.amount, price?.amountMinor ?? ours.amount],
    ['currency', ours.currency, price?.currency ?? ours.currency],
  ]
  const differing = fields.find(([, here, there]) => here !== there)
  return differing && `${differing[0]} was ${differing[1] ?? 'none'} here and is ${differing[2] ?? 'none'} at Stripe`
}

/** A running one of ours that no row knows, and whose order is not on its way to one. */
async function isStranger({ orderId, status }: ListedSubscription): Promise<boolean> {
  if (!orderId || status === 'incomplete' || endedStatuses.includes(status)) return false
  const [onItsWay] = await db()
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .leftJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .where(
      and(
        eq(checkoutSessions.id, orderId),
        or(eq(checkoutSessions.status, 'pending'), inArray(fulfilments.status, ['running', 'needs_person'])),
      ),
    )
  return !onItsWay
}

/** Those that a whole round of Stripe's list did not have. Ones on a test clock are not listed, but there. */
async function lookForVanished(roundBegan: Date, found: Findings): Promise<void> {
  const unlisted = await db()
    .select()
    .from(subscriptions)
    .where(
      and(
        notInArray(subscriptions.status, endedStatuses),
        lt(subscriptions.createdAt, roundBegan),
        or(isNull(subscriptions.listedAt), lt(subscriptions.listedAt, roundBegan)),
      ),
    )
    .limit(atMostVanished)
  found.looked += unlisted.length
  for (const { id, stripeSubscriptionId, checkoutSessionId } of unlisted) {
    try {
      await syncSubscription(stripeSubscriptionId, causedBy.cause)
    } catch (error) {
      if (!isMissing(error)) throw error
      const summary = `Stripe does not know the subscription ${stripeSubscriptionId} of order ${orderNumber(checkoutSessionId)}`
      await callPerson(found, { kind, subject: `subscriptions:${id}`, summary })
    }
  }
}
