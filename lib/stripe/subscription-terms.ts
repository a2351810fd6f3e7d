import type Stripe from 'stripe'
import { type BillingCycle, billingCycles, recurrenceOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import { momentOf } from './fields'

/** How a subscription stands, and what is paid for it. */
export type SubscriptionTerms = {
  status: string
  currentPeriodEnd: Date | null
  /** When it ends, if it was cancelled for a later moment. */
  cancelAt: Date | null
  /** Null for a recurrence that we do not sell. */
  cycle: BillingCycle | null
  price: Money | null
}

export function termsOf(subscription: Stripe.Subscription): SubscriptionTerms {
  // Since API version 2025-03-31 the period belongs to the item; ours have one.
  const item = subscription.items.data[0]
  const periodEnd = momentOf(item?.current_period_end)
  const { recurring, unit_amount, currency } = item?.price ?? {}
  return {
    status: subscription.status,
    currentPeriodEnd: periodEnd,
    cancelAt: momentOf(subscription.cancel_at) ?? (subscription.cancel_at_period_end ? periodEnd : null),
    cycle: cycleOf(recurring),
    price: typeof unit_amount === 'number' && currency ? { amountMinor: unit_amount, currency } : null,
  }
}

function cycleOf(recurring: { interval: string; interval_count: number } | null | undefined): BillingCycle | null {
  const cycle = billingCycles.find((candidate) => {
    const { interval, intervalCount } = recurrenceOf[candidate]
    return recurring?.interval === interval && recurring.interval_count === intervalCount
  })
  return cycle ?? null
}
