import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import { decimal, emptyable, integer, metadata, oneOf, range, text, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Coupon } from '../core/stored'
import type { World } from '../core/world'
import { currency } from './currency'

const createParams = {
  amount_off: integer({ min: 1, max: 99_999_999 }),
  currency,
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: integer({ min: 1, max: 120 }),
  id: text(200),
  max_redemptions: integer({ min: 1 }),
  metadata: emptyable(metadata),
  name: text(40),
  percent_off: decimal({ above: 0, max: 100 }),
  redeem_by: integer(),
  ...unsupportedAll('applies_to', 'currency_options'),
}
const updateParams = { metadata: emptyable(metadata), name: text(40), ...unsupportedAll('currency_options') }

export const couponRoutes = [
  route('POST', '/v1/coupons', createParams, (world, params) => {
    checkCoupon(world, params)
    const coupon: Coupon = {
      id: params.id ?? newId('', 8).slice(1),
      object: 'coupon',
      amount_off: params.amount_off ?? null,
      created: world.now,
      currency: params.currency ?? null,
      duration: params.duration ?? 'once',
      duration_in_months: params.duration_in_months ?? null,
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off: params.percent_off ?? null,
      redeem_by: params.redeem_by ?? null,
      times_redeemed: 0,
      valid: true,
    }
    world.emit('coupon.created', coupon)
    return world.store.tables.coupon.put(coupon)
  }),
  route('GET', '/v1/coupons', { ...paging, created: range }, (world, params) => {
    const page = pageOfTable(
      world.store.tables.coupon,
      'coupon',
      '/v1/coupons',
      params,
      (coupon) => params.created?.(coupon.created) ?? true,
    )
    return { ...page, data: page.data.map((coupon) => asOfNow(world, coupon)) }
  }),
  route('GET', '/v1/coupons/:id', {}, (world, _params, id = '') => findCoupon(world, id)),
  route('POST', '/v1/coupons/:id', updateParams, (world, params, id = '') => {
    const coupon = findCoupon(world, id)
    const after = world.store.tables.coupon.put({
      ...coupon,
      name: params.name ?? coupon.name,
      metadata: params.metadata === undefined ? coupon.metadata : mergeMetadata(coupon.metadata ?? {}, params.metadata),
    })
    world.emit('coupon.updated', after)
    return after
  }),
  route('DELETE', '/v1/coupons/:id', {}, (world, _params, id = '') => {
    const coupon = findCoupon(world, id)
    world.store.tables.coupon.remove(id)
    world.emit('coupon.deleted', coupon)
    return { id, object: 'coupon', deleted: true }
  }),
]

/** @throws Failure `resource_missing` */
export function findCoupon(world: World, id: string, param = 'id'): Coupon {
  const coupon = world.store.tables.coupon.get(id)
  if (!coupon) throw missing('coupon', id, param)
  return asOfNow(world, coupon)
}

/** What a coupon takes off an amount, in minor units. A percentage is rounded half up: 10 % of 799 is 80. */
export function discountOf(coupon: Coupon, amount: number): number {
  if (coupon.amount_off !== null) return Math.min(amount, coupon.amount_off)
  // Percentages have up to four decimals; whole numbers keep the sum exact.
  const tenThousandths = Math.round((coupon.percent_off ?? 0) * 10_000)
  return Math.floor((amount * tenThousandths + 500_000) / 1_000_000)
}

function asOfNow(world: World, coupon: Coupon): Coupon {
  const isSpent = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions
  const isOver = coupon.redeem_by !== null && coupon.redeem_by <= world.now
  return isSpent || isOver ? { ...coupon, valid: false } : coupon
}

function checkCoupon(world: World, params: Values<typeof createParams>) {
  const { amount_off, percent_off, duration, duration_in_months, redeem_by } = params
  if (amount_off === undefined && percent_off === undefined) {
    throw invalid('You must pass either percent_off or amount_off.', {
      param: 'percent_off',
      code: 'parameter_missing',
    })
  }
  if (amount_off !== undefined && percent_off !== undefined) {
    throw invalid('You may only specify one of these parameters: amount_off, percent_off.', {
      param: 'percent_off',
      code: 'parameters_exclusive',
    })
  }
  if (amount_off !== undefined && params.currency === undefined) {
    throw invalid('You must pass currency when passing amount_off.', { param: 'currency', code: 'parameter_missing' })
  }
  if ((duration === 'repeating') !== (duration_in_months !== undefined)) {
    throw invalid('duration_in_months goes with a duration of repeating, and only with it.', {
      param: 'duration_in_months',
    })
  }
  if (redeem_by !== undefined && redeem_by <= world.now) {
    throw invalid('redeem_by must be in the future.', { param: 'redeem_by' })
  }
  if (params.id !== undefined && !/^[\w-]+$/.test(params.id)) {
    throw invalid('A coupon id holds letters, digits, hyphens and underscores only.', { param: 'id' })
  }
  if (params.id !== undefined && world.store.tables.coupon.get(params.id)) {
    throw invalid('Coupon already exists.', { code: 'resource_already_exists' })
  }
}
