import { callStripe } from './call-stripe'
import { orderIdOf } from './order-id-of'
import { type SubscriptionTerms, termsOf } from './subscription-terms'

export type ListedSubscription = SubscriptionTerms & {
  stripeSubscriptionId: string
  /** Which of our orders it was bought with; null for one that is none of ours. */
  orderId: string | null
  createdAt: Date
}

/**
 * A page of all subscriptions, those that have ended too, newest first. Those on a test clock are not in Stripe's list.
 * @param after the last one of the page before; null for the first page
 * @returns `next` is null on the last page
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function listSubscriptions(
  after: string | null,
): Promise<{ subscriptions: ListedSubscription[]; next: string | null }> {
  const { data, has_more } = await callStripe((stripe) =>
    stripe.subscriptions.list({ status: 'all', limit: 100, ...(after && { starting_after: after }) }),
  )
  const subscriptions = data.map((subscription) => ({
    ...termsOf(subscription),
    stripeSubscriptionId: subscription.id,
    orderId: orderIdOf(subscription),
    createdAt: new Date(subscription.created * 1000),
  }))
  return { subscriptions, next: has_more ? (data.at(-1)?.id ?? null) : null }
}
