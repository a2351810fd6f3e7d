import { type BillingCycle, billingCycles, recurrenceOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import { callStripe } from './call-stripe'
import { idOf, momentOf } from './fields'

/** What we need of a Stripe subscription. */
export type StripeSubscription = {
  id: string
  status: string
  currentPeriodEnd: Date | null
  /** When it ends, if it was cancelled for a later moment. */
  cancelAt: Date | null
  endedAt: Date | null
  /** Our plan's code; null for a product that is not of our catalogue. */
  planCode: string | null
  /** Null for a recurrence that we do not sell. */
  cycle: BillingCycle | null
  price: Money | null
  itemId: string | null
  stripeScheduleId: string | null
  latestInvoiceId: string | null
}

/**
 * Asks Stripe how a subscription stands now.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveSubscription(stripeSubscriptionId: string): Promise<StripeSubscription> {
  const subscription = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['items.data.price.product'] }),
  )
  // Since API version 2025-03-31 the period belongs to the item; ours have one.
  const item = subscription.items.data[0]
  const periodEnd = momentOf(item?.current_period_end)
  const { product, recurring, unit_amount, currency } = item?.price ?? {}
  return {
    id: subscription.id,
    status: subscription.status,
    currentPeriodEnd: periodEnd,
    cancelAt: momentOf(subscription.cancel_at) ?? (subscription.cancel_at_period_end ? periodEnd : null),
    endedAt: momentOf(subscription.ended_at),
    planCode: typeof product === 'object' && !product.deleted ? (product.metadata.code ?? null) : null,
    cycle: cycleOf(recurring),
    price: typeof unit_amount === 'number' && currency ? { amountMinor: unit_amount, currency } : null,
    itemId: item?.id ?? null,
    stripeScheduleId: idOf(subscription.schedule),
    latestInvoiceId: idOf(subscription.latest_invoice),
  }
}

function cycleOf(recurring: { interval: string; interval_count: number } | null | undefined): BillingCycle | null {
  const cycle = billingCycles.find((candidate) => {
    const { interval, intervalCount } = recurrenceOf[candidate]
    return recurring?.interval === interval && recurring.interval_count === intervalCount
  })
  return cycle ?? null
}
