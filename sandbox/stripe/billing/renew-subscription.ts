import type { Happening } from '../clock/happenings'
import type { Invoice, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { draftSubscriptionInvoice, finalizeAndCollect, pendingItems, subscriptionDraft } from './bill-subscription'
import { defaultMethodOf } from './collect-invoice'
import { invoiceOf } from './draft-invoice'
import { endSubscription, hasEnded } from './end-subscription'
import { expireIncomplete, incompleteForSeconds } from './expire-incomplete'
import { finalizeInvoice } from './finalize-invoice'
import { markPaused } from './pause-subscription'
import { currentPeriodEnd, periodEnd } from './periods'
import { tellOfChanges } from './tell-of-changes'
import { markUncollectible, voidInvoice } from './void-invoice'

/** What time does to a subscription: its end, its renewals, the end of a pause, and the end of waiting for a first payment. */
export const subscriptionTime: Happening<'subscription'> = {
  table: 'subscription',
  rank: 2,
  due(subscription) {
    const { status, cancel_at } = subscription
    if (hasEnded(subscription)) return null
    if (status === 'incomplete') return subscription.created + incompleteForSeconds
    const resumesAt = subscription.pause_collection?.resumes_at ?? null
    const renewsAt = status === 'paused' ? null : currentPeriodEnd(subscription)
    const moments = [cancel_at, resumesAt, renewsAt].filter((moment) => moment !== null)
    return moments.length > 0 ? Math.min(...moments) : null
  },
  happen(world, subscription) {
    if (subscription.status === 'incomplete') return expireIncomplete(world, subscription)
    if (subscription.cancel_at !== null && subscription.cancel_at <= world.now) return endAsPlanned(world, subscription)
    tellOfChanges(world, subscription.id, () => {
      const resumed = endPauseOfCollection(world, subscription)
      if (resumed.status !== 'paused' && currentPeriodEnd(resumed) <= world.now) renew(world, resumed)
    })
  },
}

function endAsPlanned(world: World, subscription: Subscription) {
  if (pendingItems(world, subscription.customer, subscription).length > 0) {
    finalizeAndCollect(world, draftSubscriptionInvoice(world, subscription, billingOf(subscription, false)))
  }
  const current = world.store.tables.subscription.get(subscription.id) ?? subscription
  if (!hasEnded(current)) endSubscription(world, current)
}

function endPauseOfCollection(world: World, subscription: Subscription): Subscription {
  const resumesAt = subscription.pause_collection?.resumes_at ?? null
  if (resumesAt === null || resumesAt > world.now) return subscription
  return world.store.tables.subscription.put({ ...subscription, pause_collection: null })
}

/** Begins the next period, and is paid for it. */
function renew(world: World, before: Subscription) {
  const isSent = before.collection_method === 'send_invoice'
  if (before.status === 'trialing' && !isSent && !canBePaid(world, before)) {
    const without = before.trial_settings?.end_behavior.missing_payment_method
    if (without === 'cancel') return endSubscription(world, before)
    if (without === 'pause') return pauseAfterTrial(world, before)
  }
  const anchor = before.status === 'trialing' ? world.now : before.billing_cycle_anchor
  const after = world.store.tables.subscription.put({
    ...before,
    billing_cycle_anchor: anchor,
    items: { ...before.items, data: before.items.data.map((item) => nextPeriod(item, anchor)) },
    status: before.status === 'trialing' ? 'active' : before.status,
  })
  const draft = draftSubscriptionInvoice(world, after, billingOf(before, true))
  if (after.status === 'unpaid') world.store.tables.invoice.put({ ...draft, auto_advance: false })
  else if (after.pause_collection) withoutCollecting(world, after, draft)
  else finalizeAndCollect(world, draft)
}

function nextPeriod(item: Subscription['items']['data'][number], anchor: number) {
  const start = item.current_period_end
  return { ...item, current_period_start: start, current_period_end: periodEnd(item.price, anchor, start) }
}

/** An invoice of a renewal speaks of the period that just ended. */
function billingOf(before: Subscription, withPeriods: boolean) {
  const item = before.items.data[0]
  const period = {
    start: item?.current_period_start ?? before.created,
    end: item?.current_period_end ?? before.created,
  }
  return { reason: 'subscription_cycle' as const, period, withPeriods }
}

function withoutCollecting(world: World, subscription: Subscription, draft: Invoice) {
  const behavior = subscription.pause_collection?.behavior
  if (behavior === 'keep_as_draft') world.store.tables.invoice.put({ ...draft, auto_advance: false })
  else if (behavior === 'void') voidInvoice(world, finalizeInvoice(world, draft))
  else markUncollectible(world, finalizeInvoice(world, draft))
}

function canBePaid(world: World, subscription: Subscription): boolean {
  const draft = subscriptionDraft(world, subscription, billingOf(subscription, false))
  return defaultMethodOf(world, invoiceOf(world, draft)) !== undefined
}

function pauseAfterTrial(world: World, before: Subscription) {
  markPaused(world, before, 'trial_end_without_payment_method')
}
