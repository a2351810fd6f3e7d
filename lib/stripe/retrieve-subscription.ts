import { callStripe } from './call-stripe'
import { idOf, momentOf } from './fields'
import { changeMark } from './schedule-downgrade'
import { type SubscriptionTerms, termsOf } from './subscription-terms'

/** What we need of a Stripe subscription. */
export type StripeSubscription = SubscriptionTerms & {
  id: string
  endedAt: Date | null
  /** Our plan's code; null for a product that is not of our catalogue. */
  planCode: string | null
  itemId: string | null
  stripeScheduleId: string | null
  /** Which of our changes of plan that schedule makes; null for a schedule without one. */
  scheduledChangeId: string | null
  latestInvoiceId: string | null
}

/**
 * Asks Stripe how a subscription stands now.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveSubscription(stripeSubscriptionId: string): Promise<StripeSubscription> {
  const subscription = await callStripe((stripe) =>
    stripe.subscriptions.retrieve(stripeSubscriptionId, { expand: ['items.data.price.product', 'schedule'] }),
  )
  const { schedule } = subscription
  const item = subscription.items.data[0]
  const product = item?.price.product
  return {
    ...termsOf(subscription),
    id: subscription.id,
    endedAt: momentOf(subscription.ended_at),
    planCode: typeof product === 'object' && !product.deleted ? (product.metadata.code ?? null) : null,
    itemId: item?.id ?? null,
    stripeScheduleId: idOf(schedule),
    scheduledChangeId: typeof schedule === 'object' ? (schedule?.metadata?.[changeMark] ?? null) : null,
    latestInvoiceId: idOf(subscription.latest_invoice),
  }
}
