import { checkCoupon } from '../billing/check-coupon'
import { couponGiven } from '../billing/replace-discounts'
import { shareDiscount } from '../billing/share-discount'
import { invalid } from '../core/failure'
import type { Coupon, PromotionCode, Session } from '../core/stored'
import type { World } from '../core/world'
import { smallestCharge } from '../resources/smallest-charge'
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
  checkCoupon(
    world,
    { subtotal: session.amount_subtotal ?? 0, currency: session.currency, customer: session.customer },
    { coupon, code },
    'promotion_code',
  )
  return reprice(world, session, { coupon, code })
}

function findCode(world: World, typed: string, customer: string | null): PromotionCode | undefined {
  for (const row of world.store.tables.promotion_code.newestFirst()) {
    const isMeant = row.customer === null || row.customer === customer
    if (row.active && isMeant && row.code.toUpperCase() === typed.trim().toUpperCase()) return row
  }
  return undefined
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
  const totals = totalsOf(lines)
  if (totals.amount_total !== 0 && totals.amount_total < smallestCharge(session.currency ?? '')) {
    throw invalid('With this code the order costs less than the smallest amount that can be charged.', {
      param: 'promotion_code',
      code: 'amount_too_small',
    })
  }
  plans.put({ ...plan, lines, coupon: given.coupon.id, promotionCode: given.code.id })
  return sessions.put({
    ...session,
    ...totals,
    discounts: [{ coupon: null, promotion_code: given.code.id }],
  })
}
