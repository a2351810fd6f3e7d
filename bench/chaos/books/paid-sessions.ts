import type { Books, PaymentSession } from './read-books'

export function paidSessions({ stripe }: Books): PaymentSession[] {
  return stripe.sessions.filter(({ isPaid }) => isPaid)
}

/** What our rows have for a session of Stripe. */
export function serviceOf({ rows }: Books, session: PaymentSession) {
  const order = rows.orders.find(({ stripeSessionId }) => stripeSessionId === session.id)
  const subscription = rows.subscriptions.find(({ checkoutSessionId }) => checkoutSessionId === order?.id)
  const website = rows.websites.find(({ subscriptionId }) => subscriptionId === subscription?.id)
  return { order, subscription, website }
}
