import { and, eq, sql } from 'drizzle-orm'
import { coupons } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { isCode } from './is-code'

export type Coupon = typeof coupons.$inferSelect

/**
 * The coupon with a code, in capitals or not, if this customer may use it now.
 * @param email of the customer, when it is known; without it, earlier use is not looked at
 * @throws AppError `invalid_coupon`
 */
export async function findCoupon(code: string, email?: string): Promise<Coupon> {
  const [coupon] = isCode(code) ? await db().select().from(coupons).where(eq(coupons.code, code.toUpperCase())) : []
  if (!coupon) throw invalidCoupon('We do not know that coupon code. Check its spelling or leave it out.')
  if (coupon.expiresAt && coupon.expiresAt <= now()) {
    throw invalidCoupon('That coupon has expired. Leave it out to go on at the normal price.')
  }
  if (coupon.oncePerCustomer && email && (await hasUsed(coupon.code, email))) {
    throw invalidCoupon('That coupon is for a first order, and this e-mail address has already used it.')
  }
  return coupon
}

async function hasUsed(code: string, email: string): Promise<boolean> {
  const used = await db().$count(
    checkoutSessions,
    and(
      sql`lower(${checkoutSessions.email}) = ${email.toLowerCase()}`,
      eq(checkoutSessions.couponCode, code),
      eq(checkoutSessions.status, 'completed'),
    ),
  )
  return used > 0
}

function invalidCoupon(message: string): AppError {
  return new AppError('invalid_coupon', message, { fields: { couponCode: message } })
}
