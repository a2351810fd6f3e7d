import { env } from '@/lib/env'

type Kind = 'customers' | 'subscriptions' | 'invoices' | 'disputes'

/** Where staff see something in Stripe's dashboard; null with the stand-in, which has none. */
export function dashboardUrl(kind: Kind, stripeId: string | null): string | null {
  const { STRIPE_API_BASE: standIn, STRIPE_SECRET_KEY: key } = env()
  if (standIn || !stripeId) return null
  return `https://dashboard.stripe.com/${key.includes('_test_') ? 'test/' : ''}${kind}/${stripeId}`
}
