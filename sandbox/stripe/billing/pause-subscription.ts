import { invalid } from '../core/failure'
import type { Invoice, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { draftSubscriptionInvoice } from './bill-subscription'
import { periodEnd } from './periods'
import { prorate } from './prorate'
import { activate } from './settle-invoice'
import { tellOfChanges } from './tell-of-changes'

type PauseReason = 'pause_requested' | 'trial_end_without_payment_method'

/** What a pause does with the part of the period that is not used. */
export type PauseValues = {
  /** From when on the unused time is given back; null gives nothing back. */
  creditFrom: 'item_current_period_start' | 'now' | null
  isInvoicedNow: boolean
}

/**
 * Pauses a subscription: no invoices and no new periods until it is resumed.
 * @throws Failure for one that does not run, or that has a schedule
 */
export function pauseSubscription(
  world: World,
  before: Subscription,
  values: PauseValues,
  collect: (draft: Invoice) => void,
): Subscription {
  if (before.schedule) throw invalid('You cannot pause a subscription that has a subscription schedule attached.')
  if (before.status !== 'active' && before.status !== 'past_due' && before.status !== 'trialing') {
    throw invalid(`You cannot pause a subscription with the status ${before.status}.`)
  }
  return tellOfChanges(world, before.id, () => {
    if (values.creditFrom && before.status !== 'trialing') {
      const changes = before.items.data.map((item) => ({ before: item, after: null }))
      const start = Math.min(...before.items.data.map((item) => item.current_period_start))
      prorate(world, before, changes, { at: values.creditFrom === 'now' ? world.now : start, charges: false })
      if (values.isInvoicedNow) {
        const period = { start: world.now, end: world.now }
        collect(draftSubscriptionInvoice(world, before, { reason: 'subscription_update', period, withPeriods: false }))
      }
    }
    return markPaused(world, world.store.tables.subscription.get(before.id) ?? before, 'pause_requested')
  })
}

export function markPaused(world: World, before: Subscription, reason: PauseReason): Subscription {
  const paused = world.store.tables.subscription.put({
    ...before,
    status: 'paused',
    status_details: {
      paused: { subscription: { type: reason }, transitioned_at: world.now, type: 'subscription' },
    },
  })
  world.emit('customer.subscription.paused', paused)
  return paused
}

/**
 * Resumes a paused subscription with a new period that begins now, and collects for it.
 * @param onSuccessOnly leaves it paused until that invoice is paid
 * @throws Failure for one that is not paused
 */
export function resumeSubscription(
  world: World,
  before: Subscription,
  { onSuccessOnly }: { onSuccessOnly: boolean },
  collect: (draft: Invoice) => void,
): Subscription {
  if (before.status !== 'paused') {
    throw invalid('You can only resume a subscription with the status paused.', { code: 'subscription_not_paused' })
  }
  return tellOfChanges(world, before.id, () => {
    const restarted = world.store.tables.subscription.put({
      ...before,
      billing_cycle_anchor: world.now,
      items: {
        ...before.items,
        data: before.items.data.map((item) => ({
          ...item,
          current_period_start: world.now,
          current_period_end: periodEnd(item.price, world.now, world.now),
        })),
      },
    })
    const period = { start: world.now, end: world.now }
    const draft = draftSubscriptionInvoice(world, restarted, {
      reason: 'subscription_update',
      period,
      withPeriods: true,
    })
    if (!onSuccessOnly) activate(world, world.store.tables.subscription.get(before.id) ?? restarted)
    collect(draft)
    return world.store.tables.subscription.get(before.id) ?? restarted
  })
}
