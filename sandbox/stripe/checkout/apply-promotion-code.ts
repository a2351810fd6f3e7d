import { couponGiven } from '../billing/replace-discounts'
import { shareDiscount } from '../billing/share-discount'
import { invalid } from '../core/failure'
import type { Coupon, PromotionCode, Session } from '../core/stored'
import type { World } from '../core/world'
import { taxLine, totalsOf } from '../tax/tax-session'

/**
 * Takes a code into account that somebody typed on the payment page.
 * @throws Failure with words for the customer when the code does not hold, or the page takes none
 */
export function applyPromotionCode(world: World, session: Session, typed: string): Session {
  if (session.status !== 'open' || session.allow_promotion_codes !== true) {
    throw invalid('This page takes no promotion codes.', { param: 'promotion_code' })
  }
  const code = findCode(world, typed, session.customer)
  if (!code) throw invalid('This code is invalid.', { param: 'promotion_code', code: 'promotion_code_invalid' })
  const { coupon } = couponGiven(world, { promotion_code: code.id }, 'discounts[0]', session.customer)
  checkRestrictions(
    world,
    { subtotal: session.amount_subtotal ?? 0, currency: session.currency, customer: session.customer },
    code,
    coupon,
  )
  return reprice(world, session, { coupon, code })
}

type Order = { subtotal: number; currency: string | null; customer: string | null }

/** @throws Failure for an order that a code is not meant for */
export function checkRestrictions(world: World, order: Order, code: PromotionCode, coupon: Coupon): void {
  const {
    minimum_amount: least,
    minimum_amount_currency: money,
    first_time_transaction: isFirstOnly,
  } = code.restrictions
  if (coupon.currency && coupon.currency !== order.currency) {
    throw invalid('This code is for another currency.', { param: 'promotion_code' })
  }
  if (least !== null && (money !== order.currency || order.subtotal < least)) {
    throw invalid('The order is below the smallest amount that this code is for.', { param: 'promotion_code' })
  }
  if (isFirstOnly && hasPaid(world, order.customer)) {
    throw invalid('This code is for a first order only.', { param: 'promotion_code' })
  }
}

function findCode(world: World, typed: string, customer: string | null): PromotionCode | undefined {
  for (const row of world.store.tables.promotion_code.newestFirst()) {
    const isMeant = row.customer === null || row.customer === customer
    if (row.active && isMeant && row.code.toUpperCase() === typed.trim().toUpperCase()) return row
  }
  return undefined
}

function hasPaid(world: World, customer: string | null): boolean {
  if (customer === null) return false
  for (const charge of world.store.tables.charge.newestFirst()) {
    if (charge.customer === customer && charge.paid) return true
  }
  return false
}

function reprice(world: World, session: Session, given: { coupon: Coupon; code: PromotionCode }): Session {
  const { session: sessions, session_plan: plans } = world.store.tables
  const plan = plans.get(session.id)
  if (!plan) return session
  const shares = shareDiscount(
    given.coupon,
    plan.lines.map((line) => line.amount_subtotal),
  )
  const lines = plan.lines.map((line, index) => {
    return taxLine({ ...line, amount_discount: shares[index] ?? 0 }, plan.country ?? null)
  })
  plans.put({ ...plan, lines, coupon: given.coupon.id, promotionCode: given.code.id })
  return sessions.put({
    ...session,
    ...totalsOf(lines),
    discounts: [{ coupon: null, promotion_code: given.code.id }],
  })
}
