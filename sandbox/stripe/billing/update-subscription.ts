import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Invoice, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { findAttached } from '../payments/find-payment-method'
import { draftSubscriptionInvoice } from './bill-subscription'
import { changeItems, type ItemValues } from './change-items'
import { checkDiscounts } from './check-coupon'
import { type CollectionValues, collectionOf } from './collection-of'
import { endUnpaidTrial } from './end-unpaid-trial'
import { isSameInterval, periodEnd } from './periods'
import { planCancellation } from './plan-cancellation'
import { prorate } from './prorate'
import { type GivenDiscount, replaceDiscounts } from './replace-discounts'
import { tellOfChanges } from './tell-of-changes'
import { planTrialNotice } from './trial-notice'

type ProrationBehavior = 'always_invoice' | 'create_prorations' | 'none'
type Details = NonNullable<Subscription['cancellation_details']>

export type UpdateValues = CollectionValues & {
  billing_cycle_anchor?: { type: 'now' | 'unchanged' } | undefined
  cancel_at?: number | 'min_period_end' | 'max_period_end' | null | undefined
  cancel_at_period_end?: boolean | undefined
  cancellation_details?: { comment?: string | null | undefined; feedback?: Details['feedback'] | undefined } | undefined
  default_payment_method?: string | undefined
  description?: string | null | undefined
  discounts?: GivenDiscount[] | null | undefined
  items?: ItemValues[] | undefined
  metadata?: Record<string, string> | null | undefined
  pause_collection?:
    | { behavior: 'keep_as_draft' | 'mark_uncollectible' | 'void'; resumes_at?: number | undefined }
    | null
    | undefined
  payment_settings?: { save_default_payment_method?: 'off' | 'on_subscription' | undefined } | undefined
  proration_behavior?: ProrationBehavior | undefined
  proration_date?: number | undefined
  trial_end?: 'now' | number | undefined
  trial_settings?: { end_behavior: { missing_payment_method: 'cancel' | 'create_invoice' | 'pause' } } | undefined
}

/**
 * Changes a subscription; what has to be paid for it now is drafted and handed to `collect`.
 * @throws Failure for what Stripe would refuse
 */
export function updateSubscription(
  world: World,
  before: Subscription,
  params: UpdateValues,
  collect: (draft: Invoice) => void,
): Subscription {
  return tellOfChanges(world, before.id, () => {
    const plain = world.store.tables.subscription.put(plainChanges(world, before, params))
    const unpaid = params.trial_end === 'now' ? endUnpaidTrial(world, plain) : null
    if (unpaid) return unpaid
    const trialed = changeTrial(world, plain, params)
    const { isReset, hasProrations } = changeBilling(world, trialed, params)
    checkDiscounts(world, find(world, before.id), before.discounts)
    const isBilledNow = isReset || (trialed !== plain && trialed.status === 'active')
    if (isBilledNow || (hasProrations && params.proration_behavior === 'always_invoice')) {
      const period = { start: world.now, end: world.now }
      const current = find(world, before.id)
      const draft = draftSubscriptionInvoice(world, current, {
        reason: 'subscription_update',
        period,
        withPeriods: isBilledNow,
      })
      collect(draft)
    }
    return find(world, before.id)
  })
}

function find(world: World, id: string): Subscription {
  const subscription = world.store.tables.subscription.get(id)
  if (!subscription) throw missing('subscription', id)
  return subscription
}

function plainChanges(world: World, before: Subscription, params: UpdateValues): Subscription {
  const { default_payment_method: method, description, metadata, pause_collection: pause } = params
  if (method !== undefined) findAttached(world, method, before.customer, 'default_payment_method')
  const details = before.cancellation_details
  const settings = before.payment_settings
  return {
    ...before,
    ...planCancellation(world, before, params),
    ...collectionOf(before, params),
    cancellation_details:
      params.cancellation_details && details ? { ...details, ...given(params.cancellation_details) } : details,
    default_payment_method: method ?? before.default_payment_method,
    description: description === undefined ? before.description : description,
    discounts:
      params.discounts === undefined ? before.discounts : replaceDiscounts(world, before, params.discounts ?? []),
    metadata: metadata === undefined ? before.metadata : mergeMetadata(before.metadata, metadata),
    pause_collection:
      pause === undefined
        ? before.pause_collection
        : pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null },
    payment_settings:
      params.payment_settings && settings ? { ...settings, ...given(params.payment_settings) } : settings,
    trial_settings: params.trial_settings
      ? { end_behavior: { billing_cycle_anchor: null, ...params.trial_settings.end_behavior } }
      : before.trial_settings,
  }
}

function given<Of extends object>(object: Of): { [Key in keyof Of]?: Exclude<Of[Key], undefined> }
function given(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

/** Ends a trial now, or moves its end. */
function changeTrial(world: World, subscription: Subscription, { trial_end }: UpdateValues): Subscription {
  if (trial_end === undefined || (trial_end === 'now' && subscription.status !== 'trialing')) return subscription
  if (subscription.status !== 'trialing') {
    throw invalid('Stripe can begin a trial on a running subscription, but this stand-in does not yet.', {
      param: 'trial_end',
    })
  }
  if (trial_end !== 'now' && trial_end <= world.now) {
    throw invalid('The trial end must be in the future, or `now`.', { param: 'trial_end' })
  }
  const end = trial_end === 'now' ? world.now : trial_end
  const isOver = trial_end === 'now'
  const after = world.store.tables.subscription.put({
    ...subscription,
    billing_cycle_anchor: end,
    items: withItems(subscription, (item) => ({
      ...item,
      current_period_start: isOver ? end : item.current_period_start,
      current_period_end: isOver ? periodEnd(item.price, end, end) : end,
    })),
    status: isOver ? 'active' : 'trialing',
    trial_end: end,
  })
  planTrialNotice(world, after)
  return after
}

function withItems(subscription: Subscription, change: (item: SubscriptionItem) => SubscriptionItem) {
  return { ...subscription.items, data: subscription.items.data.map(change) }
}

/** Changes the items; another interval, or the wish for it, lets a whole new period begin now. */
function changeBilling(world: World, before: Subscription, params: UpdateValues) {
  const { items, changes } = changeItems(world, before, params.items ?? [])
  const isOtherInterval = changes.some(
    (change) => change.before && change.after && !isSameInterval(change.before.price, change.after.price),
  )
  const isTrial = before.status === 'trialing'
  const isReset = !isTrial && (isOtherInterval || params.billing_cycle_anchor?.type === 'now')
  const at = prorationDate(world, before, params.proration_date)
  const prorates = params.proration_behavior !== 'none' && !isTrial
  const affected = isReset ? everyItem(before, items) : changes
  if (prorates) prorate(world, before, affected, { at, charges: !isReset })
  const restarted = (item: SubscriptionItem): SubscriptionItem => ({
    ...item,
    current_period_start: world.now,
    current_period_end: periodEnd(item.price, world.now, world.now),
  })
  world.store.tables.subscription.put({
    ...before,
    billing_cycle_anchor: isReset ? world.now : before.billing_cycle_anchor,
    items: { ...before.items, data: isReset ? items.map(restarted) : items },
  })
  return { isReset, hasProrations: prorates && affected.length > 0 }
}

function everyItem(before: Subscription, after: SubscriptionItem[]) {
  const removed = before.items.data.map((item) => ({ before: item, after: null }))
  return [...removed, ...after.map((item) => ({ before: null, after: item }))]
}

function prorationDate(world: World, subscription: Subscription, given: number | undefined): number {
  if (given === undefined) return world.now
  const [item] = subscription.items.data
  if (item && (given < item.current_period_start || given > item.current_period_end)) {
    throw invalid('The proration date must lie within the current period of the subscription.', {
      param: 'proration_date',
    })
  }
  return given
}
