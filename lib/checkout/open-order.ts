import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { closeOpenCoupon } from './close-open-coupon'
import type { CheckoutRequest } from './parse-checkout'
import type { Quote } from './quote'

export type Order = typeof checkoutSessions.$inferSelect

type Wish = Omit<typeof checkoutSessions.$inferInsert, 'id'>

/** What the buyer agreed to by sending the form. */
export type Consents = {
  /** Of the terms that were shown beside the button. */
  termsVersion: string
  /** One mail, should the order stay unpaid. */
  wantsReminder: boolean
}

/** `consents` are missing from an order that came by the API: nobody knows what its buyer was shown. */
type OrderToOpen = { request: CheckoutRequest; priced: Quote; page: PageKind; consents?: Consents }

/** Whether the payment page is on Stripe's site or within ours. */
export type PageKind = 'hosted' | 'embedded'

/**
 * Writes the order as `pending`, or finds it when the same form was sent before: a form and what it asks for make the
 * order's id, so a form that was changed in between is another order. So is one that now gets another kind of page:
 * the id is Stripe's idempotency key, and Stripe refuses a key that comes again with other parameters.
 * @throws AppError `invalid_coupon`, `too_many_requests` when two orders with one coupon come at the same moment
 */
export async function openOrder(toOpen: OrderToOpen): Promise<Order> {
  const { request, priced, page, consents } = toOpen
  const wish: Wish = {
    email: request.customer.email,
    customerName: request.customer.name,
    productCode: priced.plan.code,
    billingCycle: priced.cycle,
    amount: priced.today.amountMinor,
    renewalAmount: priced.renewal.amountMinor,
    currency: priced.today.currency,
    couponCode: priced.couponCode,
    locale: request.locale,
    domainInfo: request.domain ? { domain: request.domain } : null,
    termsVersion: consents?.termsVersion ?? null,
  }
  const id = request.attemptId ? idOf(request.attemptId, wish, page) : randomUUID()
  if (wish.couponCode) await closeOpenCoupon(wish.email, wish.couponCode, id)

  const [written] = await db()
    .insert(checkoutSessions)
    .values({ id, ...wish, termsAcceptedAt: consents ? now() : null })
    .onConflictDoNothing()
    .returning()
  if (written) return written
  const [earlier] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.id, id))
  if (earlier?.status === 'pending') return earlier
  if (!earlier) {
    const message = 'Another order with this coupon was started at the same moment. Try again.'
    throw new AppError('too_many_requests', message, { retryAfterSeconds: 1, fields: { couponCode: message } })
  }
  // That one was paid or closed since: asking again means to buy again, and asking so twice means it once.
  return openOrder({ ...toOpen, request: { ...request, attemptId: earlier.id } })
}

/** A UUID (version 8, RFC 9562) that only this form with just these wishes has. */
function idOf(attemptId: string, wish: Wish, page: PageKind): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([attemptId, wish, page]))
    .digest('hex')
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}
