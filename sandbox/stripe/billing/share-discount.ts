import type { Coupon, Discount } from '../core/stored'
import type { World } from '../core/world'
import { discountOf } from '../resources/coupons'

type Amount = { amount: number; discountable: boolean }
export type LineDiscount = { discount: string; amount: number }

/** What a coupon takes off each amount; an amount off is shared in proportion, and the rest of the division goes to the last. */
export function shareDiscount(coupon: Coupon, amounts: number[]): number[] {
  if (coupon.percent_off !== null) return amounts.map((amount) => discountOf(coupon, Math.max(0, amount)))
  const total = amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0)
  const whole = discountOf(coupon, total)
  let left = whole
  return amounts.map((amount, index) => {
    const isLast = index === amounts.length - 1
    const share = isLast ? left : Math.floor((Math.max(0, amount) * whole) / Math.max(total, 1))
    left -= share
    return share
  })
}

/** What each of these discounts takes off each line, one after the other, the later from what the earlier left. */
export function shareDiscounts(world: World, discounts: string[], lines: Amount[]): LineDiscount[][] {
  const shares: LineDiscount[][] = lines.map(() => [])
  const left = lines.map((line) => (line.discountable ? line.amount : 0))
  for (const id of discounts) {
    const coupon = couponBehind(world, id)
    if (!coupon) continue
    shareDiscount(coupon, left).forEach((amount, index) => {
      if (!lines[index]?.discountable) return
      shares[index]?.push({ discount: id, amount })
      left[index] = (left[index] ?? 0) - amount
    })
  }
  return shares
}

/** The discounts of a list that have not ended. */
export function lastingDiscounts(world: World, discounts: string[]): string[] {
  return discounts.filter((id) => {
    const row = world.store.tables.discount.get(id)
    return row !== undefined && (row.end === null || row.end > world.now)
  })
}

function couponBehind(world: World, id: string): Coupon | undefined {
  const row: Discount | undefined = world.store.tables.discount.get(id)
  return world.store.tables.coupon.get(row?.source.coupon ?? '')
}
