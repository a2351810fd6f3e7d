import { planOf } from '../catalog/plan-of'
import { newId } from '../core/id'
import type { Price, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { noDetails } from './end-subscription'
import { periodEnd } from './periods'
import { planTrialNotice } from './trial-notice'

export type NewItem = { price: Price; quantity: number; metadata: Record<string, string> }

type Given = {
  customer: string
  items: NewItem[]
  trialEnd: number | null
} & Partial<
  Pick<
    Subscription,
    | 'automatic_tax'
    | 'cancel_at'
    | 'cancel_at_period_end'
    | 'collection_method'
    | 'days_until_due'
    | 'default_payment_method'
    | 'description'
    | 'discounts'
    | 'latest_invoice'
    | 'metadata'
    | 'payment_settings'
    | 'status'
    | 'trial_settings'
  >
>

/** Stores a subscription that begins now; with a trial, its first period is the trial. */
export function makeSubscription(world: World, given: Given): Subscription {
  const { items, trialEnd, ...plain } = given
  const id = newId('sub')
  const end = (price: Price) => trialEnd ?? periodEnd(price, world.now, world.now)
  const subscription = world.store.tables.subscription.put({
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? world.now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: world.now },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: noDetails,
    collection_method: 'charge_automatically',
    created: world.now,
    currency: items[0]?.price.currency ?? 'usd',
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: {
      object: 'list',
      data: items.map((item) => makeItem(world, id, item, { start: world.now, end: end(item.price) })),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: world.now,
    status: trialEnd === null ? 'active' : 'trialing',
    test_clock: world.store.tables.customer.get(given.customer)?.test_clock ?? null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: trialEnd === null ? null : world.now,
    ...plain,
  })
  planTrialNotice(world, subscription)
  return subscription
}

export function makeItem(
  world: World,
  subscription: string,
  { price, quantity, metadata }: NewItem,
  period: { start: number; end: number },
): SubscriptionItem {
  const id = newId('si', 14)
  world.store.tables.item_owner.put({ id, subscription })
  return {
    id,
    object: 'subscription_item',
    billing_thresholds: null,
    created: world.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
}
