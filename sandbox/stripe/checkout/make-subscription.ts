import type Stripe from 'stripe'
import { addInterval, intervalNamed } from '../core/calendar'
import { newId } from '../core/id'
import type { LineItem, Price, SessionPlan, Stored, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'

/** Stores the subscription that a session asked for. It begins now; its lines that renew become its items. */
export function makeSubscription(
  world: World,
  plan: SessionPlan,
  made: { customer: string; paymentMethod: string; currency: string; invoice: string; discounts: string[] },
): Subscription {
  const id = newId('sub')
  return world.store.tables.subscription.put({
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: world.now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible', updated_at: world.now },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: world.now,
    currency: made.currency,
    customer: made.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: made.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: plan.subscriptionDescription,
    discounts: made.discounts,
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
      data: plan.lines.flatMap((line) => itemOf(world, id, line)),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: made.invoice,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: plan.subscriptionMetadata,
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
    status: 'active',
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: null,
  })
}

function itemOf(world: World, subscription: string, line: LineItem): SubscriptionItem[] {
  const { price } = line
  if (!price?.recurring) return []
  const { interval, interval_count } = price.recurring
  return [
    {
      id: newId('si', 14),
      object: 'subscription_item',
      billing_thresholds: null,
      created: world.now,
      current_period_end: addInterval(world.now, intervalNamed(interval), interval_count),
      current_period_start: world.now,
      current_trial: null,
      discounts: [],
      metadata: line.metadata ?? {},
      plan: planOf(price, price.recurring),
      price,
      quantity: line.quantity ?? 1,
      subscription,
      tax_rates: [],
    },
  ]
}

/** The price in the shape of Stripe's older API, which items still carry. */
function planOf(price: Price, recurring: NonNullable<Price['recurring']>): Stored<Stripe.Plan> {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
