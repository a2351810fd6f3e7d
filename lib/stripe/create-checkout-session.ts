import { setTimeout as pause } from 'node:timers/promises'
import type Stripe from 'stripe'
import { type BillingCycle, recurrenceOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import type { Locale } from '@/lib/words/locale'
import { callStripe, isKeyInUse } from './call-stripe'
import { priceTaxFields, sessionTaxFields } from './tax-fields'

/** Two tries of six seconds. */
const twinTakesAtMostMs = 12_000
const askAgainMs = 300

/** Where the buyer goes from Stripe's own page; or, from a page of ours that holds Stripe's, once it is paid. */
type WayBack = { successUrl: string; cancelUrl: string } | { returnUrl: string }

/**
 * Opens a payment page at Stripe for one subscription. Asking again with the same order id gives the same session, so
 * one order has one kind of page: Stripe refuses the id for another.
 * @returns the session's id and the address of its payment page; null for one that is shown within a page of ours
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function createCheckoutSession(order: {
  id: string
  email: string
  plan: { code: string; name: string }
  price: Money
  cycle: BillingCycle
  locale: Locale
  stripeCouponId: string | null
  wayBack: WayBack
}): Promise<{ stripeSessionId: string; url: string | null }> {
  const { interval, intervalCount } = recurrenceOf[order.cycle]
  const metadata = { order_id: order.id, plan: order.plan.code, billing_cycle: order.cycle }
  const session = await askBesideTwin((stripe) =>
    stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        locale: order.locale,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: order.price.currency,
              unit_amount: order.price.amountMinor,
              product_data: { name: order.plan.name, metadata: { code: order.plan.code } },
              recurring: { interval, interval_count: intervalCount },
              ...priceTaxFields(),
            },
          },
        ],
        ...sessionTaxFields(),
        // Never a stored customer: whoever types an address would see that customer's details.
        customer_email: order.email,
        ...(order.stripeCouponId ? { discounts: [{ coupon: order.stripeCouponId }] } : {}),
        client_reference_id: order.id,
        ...wayBackFields(order.wayBack),
        metadata,
        // The session's metadata stays on the session; later events carry the subscription's.
        subscription_data: { metadata },
      },
      { idempotencyKey: order.id },
    ),
  )
  if (!session.url && 'successUrl' in order.wayBack) {
    throw new Error(`Stripe gave the session ${session.id} no payment page`)
  }
  return { stripeSessionId: session.id, url: session.url }
}

/** The twin of a double click has the same key, and Stripe answers one at a time: the second gets the first's answer. */
async function askBesideTwin<Result>(request: (client: Stripe) => Promise<Result>): Promise<Result> {
  const giveUpAt = performance.now() + twinTakesAtMostMs
  for (;;) {
    try {
      return await callStripe(request)
    } catch (error) {
      if (!isKeyInUse(error) || performance.now() > giveUpAt) throw error
      await pause(askAgainMs)
    }
  }
}

function wayBackFields(wayBack: WayBack) {
  if ('returnUrl' in wayBack) return { ui_mode: 'embedded_page' as const, return_url: wayBack.returnUrl }
  return { success_url: wayBack.successUrl, cancel_url: wayBack.cancelUrl }
}
