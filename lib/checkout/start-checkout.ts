import { and, eq, isNull } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { isPurchaseBlocked } from '@/lib/billing/is-purchase-blocked'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { addJob } from '@/lib/jobs/add-job'
import { readLegalText } from '@/lib/legal/read-legal-text'
import { findEndedSite } from '@/lib/provisioning/ended-sites'
import { isDomainInUse } from '@/lib/provisioning/is-domain-in-use'
import { shopPath } from '@/lib/storefront/shop-path'
import { isKeyInUse } from '@/lib/stripe/call-stripe'
import { createCheckoutSession } from '@/lib/stripe/create-checkout-session'
import { ensureCoupon } from '@/lib/stripe/ensure-coupon'
import { formPath, viewOf } from './form-path'
import { type Consents, type Order, openOrder, type PageKind } from './open-order'
import { type CheckoutRequest, parseCheckout } from './parse-checkout'
import { type Quote, quote } from './quote'

const remindAfterMs = 4 * 60 * 60 * 1000

type Started = { url: string; sessionId: string; page: PageKind }

/** What is known of the page that the form was filled on; nothing of a wish that came by the API. */
type FilledForm = {
  /** False for a browser that is known to run none: it can only pay on Stripe's own page. */
  runsScripts?: boolean
  consents?: Consents
}

/**
 * Turns a filled checkout form into an order and a payment page at Stripe. The price comes from the catalogue alone.
 * @param input see `parseCheckout`; the same `attemptId` with the same wishes gives the same order
 * @returns the payment page's address: one of ours if this installation shows Stripe's page within its own
 * @throws AppError with every code that a refused purchase can have, see `httpStatusOf`
 */
export async function startCheckout(
  input: unknown,
  { runsScripts = true, consents }: FilledForm = {},
): Promise<Started> {
  const request = parseCheckout(input)
  if (consents) await checkTerms(consents, request)
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
    const message = `${request.domain} is already set up with a site here. If it is yours, leave this empty and connect it in your panel after the order: a DNS record proves that it is yours.`
    throw new AppError('domain_in_use', message, { fields: { domain: message } })
  }
  const page = runsScripts && env().STRIPE_PUBLISHABLE_KEY ? 'embedded' : 'hosted'
  const order = await openOrder({ request, priced, page, consents })
  const { stripeSessionId, url } = await openPaymentPage(order, priced, page)
  const isKept = await keepPaymentPage(order, stripeSessionId, consents)
  // A twin of this request took the order away or closed it: nobody may pay for what we no longer expect.
  if (!isKept) throw new AppError('stripe_unreachable', 'That did not work. Try again.', { retryAfterSeconds: 1 })
  const ours = shopPath(viewOf(order), '/checkout/pay', { session_id: stripeSessionId })
  return { url: url ?? `${env().PANEL_URL}${ours}`, sessionId: stripeSessionId, page }
}

/** Whether it is held by an ended service of that address's account, to which the order will belong, whoever types it. */
async function isLeftOver(domain: string, { email }: { email: string }): Promise<boolean> {
  return (await findEndedSite(db(), domain, { email })) !== undefined
}

/** Nobody agrees to terms that were not in force, or not shown, when the button was pressed. */
async function checkTerms({ termsVersion }: Consents, { locale }: CheckoutRequest): Promise<void> {
  const { version } = await readLegalText('terms', locale)
  if (termsVersion === version) return
  const message =
    'Our terms have changed since you opened this page. Read the new version, which is linked beside the button, and send the form again if you agree.'
  throw new AppError('terms_changed', message)
}

/**
 * A failure leaves no order behind: nobody has an address at which it could be paid. But for one that a twin of this
 * request is still opening a page for.
 */
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
    if (isKeyInUse(error)) throw error
    await db()
      .delete(checkoutSessions)
      .where(and(eq(checkoutSessions.id, order.id), isNull(checkoutSessions.stripeSessionId)))
    throw error
  }
}

/** Whoever is to be reminded is so at the newest submit's time. @returns false when the order is not open any more */
function keepPaymentPage({ id }: Order, stripeSessionId: string, consents?: Consents): Promise<boolean> {
  return db().transaction(async (tx) => {
    const reminder = consents && { reminderConsentAt: consents.wantsReminder ? now() : null }
    const [kept] = await tx
      .update(checkoutSessions)
      .set({ stripeSessionId, ...reminder })
      .where(and(eq(checkoutSessions.id, id), eq(checkoutSessions.status, 'pending')))
      .returning({ id: checkoutSessions.id })
    if (kept && consents?.wantsReminder) {
      const runAt = new Date(now().getTime() + remindAfterMs)
      await addJob(tx, 'remind-of-checkout', { checkoutSessionId: id }, { key: `remind:${id}`, runAt })
    }
    return kept !== undefined
  })
}

function wayBackOf(order: Order, page: PageKind) {
  // Stripe fills in the braces, so they must not be encoded.
  const complete = shopPath(viewOf(order), '/checkout/complete', { session_id: '{CHECKOUT_SESSION_ID}' })
  const paid = `${env().PANEL_URL}${decodeURIComponent(complete)}`
  if (page === 'embedded') return { returnUrl: paid }
  return { successUrl: paid, cancelUrl: `${env().PANEL_URL}${formPath(order)}` }
}
