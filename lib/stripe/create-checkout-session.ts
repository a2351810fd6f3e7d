import { type BillingCycle, recurrenceOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import { callStripe } from './call-stripe'

/**
 * Opens a payment page at Stripe for one subscription. Asking again with the same order id gives the same session.
 * @returns the session's id and the address of its payment page
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function createCheckoutSession(order: {
  id: string
  email: string
  plan: { code: string; name: string }
  price: Money
  cycle: BillingCycle
  stripeCouponId: string | null
  successUrl: string
  cancelUrl: string
}): Promise<{ stripeSessionId: string; url: string }> {
  const { interval, intervalCount } = recurrenceOf[order.cycle]
  const metadata = { order_id: order.id, plan: order.plan.code, billing_cycle: order.cycle }
  const session = await callStripe((stripe) =>
    stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: order.price.currency,
              unit_amount: order.price.amountMinor,
              product_data: { name: order.plan.name, metadata: { code: order.plan.code } },
              recurring: { interval, interval_count: intervalCount },
            },
          },
        ],
        // Never a stored customer: whoever types an address would see that customer's details.
        customer_email: order.email,
        ...(order.stripeCouponId ? { discounts: [{ coupon: order.stripeCouponId }] } : {}),
        client_reference_id: order.id,
        success_url: order.successUrl,
        cancel_url: order.cancelUrl,
        metadata,
        // The session's metadata stays on the session; later events carry the subscription's.
        subscription_data: { metadata },
      },
      { idempotencyKey: order.id },
    ),
  )
  // Only sessions that are not hosted by Stripe lack an address.
  if (!session.url) throw new Error(`Stripe gave the session ${session.id} no payment page`)
  return { stripeSessionId: session.id, url: session.url }
}
