import { eq } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { type TaxTerms, taxTerms } from '@/lib/catalog/tax-terms'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { isSessionId } from '@/lib/fulfilment/session-id'
import type { Money } from '@/lib/money'
import { retrieveEmbeddedPage } from '@/lib/stripe/retrieve-embedded-page'
import { formPath } from './form-path'

/** An order's payment page within ours, as whoever knows its session's id may see it. */
export type PaymentPage =
  | { state: 'open'; clientSecret: string; publishableKey: string; order: PayableOrder }
  | { state: 'paid' }
  /** Expired, refused by the bank, or no longer shown here. */
  | { state: 'closed'; formPath: string }

export type PayableOrder = {
  planName: string
  cycle: BillingCycle
  today: Money
  renewal: Money
  couponCode: string | null
  tax: TaxTerms
  /** Back to the form that this order came from. */
  formPath: string
}

/**
 * Finds the payment page that an order has within ours. Stripe is asked for orders of ours alone, and each time, so
 * that the secret which opens the page is kept nowhere.
 * @returns null when there is no order for this session of Stripe
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function findPaymentPage(stripeSessionId: string): Promise<PaymentPage | null> {
  if (!isSessionId(stripeSessionId)) return null
  const [found] = await db()
    .select({ order: checkoutSessions, planName: products.name })
    .from(checkoutSessions)
    .leftJoin(products, eq(products.code, checkoutSessions.productCode))
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (!found) return null
  const { order } = found
  if (order.status === 'completed') return { state: 'paid' }
  const closed = { state: 'closed' as const, formPath: formPath(order) }
  if (order.status !== 'pending') return closed

  const page = await retrieveEmbeddedPage(stripeSessionId)
  if (page?.status === 'complete') return { state: 'paid' }
  const publishableKey = env().STRIPE_PUBLISHABLE_KEY
  if (page?.status !== 'open' || !page.clientSecret || !publishableKey) return closed
  const { currency, couponCode } = order
  return {
    state: 'open',
    clientSecret: page.clientSecret,
    publishableKey,
    order: {
      planName: found.planName ?? order.productCode,
      cycle: order.billingCycle,
      today: { amountMinor: order.amount, currency },
      renewal: { amountMinor: order.renewalAmount, currency },
      couponCode,
      tax: taxTerms(),
      formPath: closed.formPath,
    },
  }
}
