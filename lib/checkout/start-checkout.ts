import { and, eq, isNull } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { isPurchaseBlocked } from '@/lib/billing/is-purchase-blocked'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isDomainInUse } from '@/lib/provisioning/is-domain-in-use'
import { createCheckoutSession } from '@/lib/stripe/create-checkout-session'
import { ensureCoupon } from '@/lib/stripe/ensure-coupon'
import { type Order, openOrder } from './open-order'
import { parseCheckout } from './parse-checkout'
import { type Quote, quote } from './quote'

/**
 * Turns a filled checkout form into an order and a payment page at Stripe. The price comes from the catalogue alone.
 * @param input see `parseCheckout`; the same `attemptId` with the same wishes gives the same order
 * @throws AppError with every code that a refused purchase can have, see `httpStatusOf`
 */
export async function startCheckout(input: unknown): Promise<{ url: string; sessionId: string }> {
  const request = parseCheckout(input)
  const priced = await quote({
    planCode: request.planId,
    cycle: request.billingCycle,
    couponCode: request.couponCode,
    email: request.customer.email,
  })
  if (await isPurchaseBlocked(request.customer.email)) {
    // Anyone can type an address: why is told to its owner only.
    const message = 'We cannot take a new order for this e-mail address. Write to us and we will sort it out with you.'
    throw new AppError('purchase_blocked', message, { fields: { 'customer.email': message } })
  }
  if (request.domain && (await isDomainInUse(request.domain))) {
    const message = `${request.domain} is already hosted with us. Enter another domain or leave it empty.`
    throw new AppError('domain_in_use', message, { fields: { domain: message } })
  }
  const order = await openOrder(request, priced)
  const { stripeSessionId, url } = await openPaymentPage(order, priced)
  const [kept] = await db()
    .update(checkoutSessions)
    .set({ stripeSessionId })
    .where(and(eq(checkoutSessions.id, order.id), eq(checkoutSessions.status, 'pending')))
    .returning({ id: checkoutSessions.id })
  // A twin of this request took the order away or closed it: nobody may pay for what we no longer expect.
  if (!kept) throw new AppError('stripe_unreachable', 'That did not work. Try again.', { retryAfterSeconds: 1 })
  return { url, sessionId: stripeSessionId }
}

/** A failure leaves no order behind: nobody has an address at which it could be paid. */
async function openPaymentPage(order: Order, priced: Quote) {
  try {
    const back = new URLSearchParams({ plan: order.productCode, cycle: order.billingCycle, canceled: '1' })
    return await createCheckoutSession({
      id: order.id,
      email: order.email,
      plan: priced.plan,
      price: priced.full,
      cycle: priced.cycle,
      stripeCouponId: priced.coupon ? await ensureCoupon(priced.coupon) : null,
      // Stripe fills in the braces, so they must not be encoded.
      successUrl: `${env().PANEL_URL}/checkout/complete?session_id={CHECKOUT_SESSION_ID}`,
      cancelUrl: `${env().PANEL_URL}/checkout?${back}`,
    })
  } catch (error) {
    await db()
      .delete(checkoutSessions)
      .where(and(eq(checkoutSessions.id, order.id), isNull(checkoutSessions.stripeSessionId)))
    throw error
  }
}
