import { and, eq, isNull } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { isPurchaseBlocked } from '@/lib/billing/is-purchase-blocked'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { findEndedSite } from '@/lib/provisioning/ended-sites'
import { isDomainInUse } from '@/lib/provisioning/is-domain-in-use'
import { shopPath } from '@/lib/storefront/shop-path'
import { createCheckoutSession } from '@/lib/stripe/create-checkout-session'
import { ensureCoupon } from '@/lib/stripe/ensure-coupon'
import { formPath, viewOf } from './form-path'
import { type Order, openOrder, type PageKind } from './open-order'
import { parseCheckout } from './parse-checkout'
import { type Quote, quote } from './quote'

type Started = { url: string; sessionId: string; page: PageKind }

/**
 * Turns a filled checkout form into an order and a payment page at Stripe. The price comes from the catalogue alone.
 * @param input see `parseCheckout`; the same `attemptId` with the same wishes gives the same order
 * @param runsScripts false for a browser that is known to run none: it can only pay on Stripe's own page
 * @returns the payment page's address: one of ours if this installation shows Stripe's page within its own
 * @throws AppError with every code that a refused purchase can have, see `httpStatusOf`
 */
export async function startCheckout(input: unknown, runsScripts = true): Promise<Started> {
  const request = parseCheckout(input)
  const priced = await quote({
    planCode: request.planId,
    cycle: request.billingCycle,
    currency: request.currency,
    couponCode: request.couponCode,
    email: request.customer.email,
  })
  if (await isPurchaseBlocked(request.customer.email)) {
    // Anyone can type an address: why is told to its owner only.
    const message = 'We cannot take a new order for this e-mail address. Write to us and we will sort it out with you.'
    throw new AppError('purchase_blocked', message, { fields: { 'customer.email': message } })
  }
  if (
    request.domain &&
    (await isDomainInUse(request.domain)) &&
    !(await isLeftOver(request.domain, request.customer))
  ) {
    const message = `${request.domain} is already hosted with us. Enter another domain or leave it empty.`
    throw new AppError('domain_in_use', message, { fields: { domain: message } })
  }
  const page = runsScripts && env().STRIPE_PUBLISHABLE_KEY ? 'embedded' : 'hosted'
  const order = await openOrder(request, priced, page)
  const { stripeSessionId, url } = await openPaymentPage(order, priced, page)
  const [kept] = await db()
    .update(checkoutSessions)
    .set({ stripeSessionId })
    .where(and(eq(checkoutSessions.id, order.id), eq(checkoutSessions.status, 'pending')))
    .returning({ id: checkoutSessions.id })
  // A twin of this request took the order away or closed it: nobody may pay for what we no longer expect.
  if (!kept) throw new AppError('stripe_unreachable', 'That did not work. Try again.', { retryAfterSeconds: 1 })
  const ours = shopPath(viewOf(order), '/checkout/pay', { session_id: stripeSessionId })
  return { url: url ?? `${env().PANEL_URL}${ours}`, sessionId: stripeSessionId, page }
}

/** Whether it is held by an ended service of that address's account, to which the order will belong, whoever types it. */
async function isLeftOver(domain: string, { email }: { email: string }): Promise<boolean> {
  return (await findEndedSite(db(), domain, { email })) !== undefined
}

/** A failure leaves no order behind: nobody has an address at which it could be paid. */
async function openPaymentPage(order: Order, priced: Quote, page: PageKind) {
  try {
    return await createCheckoutSession({
      id: order.id,
      email: order.email,
      plan: priced.plan,
      price: priced.full,
      cycle: priced.cycle,
      locale: order.locale,
      stripeCouponId: priced.coupon ? await ensureCoupon(priced.coupon) : null,
      wayBack: wayBackOf(order, page),
    })
  } catch (error) {
    await db()
      .delete(checkoutSessions)
      .where(and(eq(checkoutSessions.id, order.id), isNull(checkoutSessions.stripeSessionId)))
    throw error
  }
}

function wayBackOf(order: Order, page: PageKind) {
  // Stripe fills in the braces, so they must not be encoded.
  const complete = shopPath(viewOf(order), '/checkout/complete', { session_id: '{CHECKOUT_SESSION_ID}' })
  const paid = `${env().PANEL_URL}${decodeURIComponent(complete)}`
  if (page === 'embedded') return { returnUrl: paid }
  return { successUrl: paid, cancelUrl: `${env().PANEL_URL}${formPath(order)}` }
}
