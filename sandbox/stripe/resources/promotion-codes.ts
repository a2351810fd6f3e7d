import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  hash,
  integer,
  metadata,
  needed,
  oneOf,
  range,
  text,
  unsupportedAll,
  type Values,
} from '../core/params'
import { route } from '../core/route'
import type { PromotionCode } from '../core/stored'
import type { World } from '../core/world'
import { changesOf } from './changes'
import { findCoupon } from './coupons'
import { currency } from './currency'
import { findCustomer } from './customers'

const createParams = {
  active: boolean,
  code: text(500),
  customer: text(),
  expires_at: integer(),
  max_redemptions: integer({ min: 1 }),
  metadata,
  promotion: needed(hash({ coupon: needed(text()), type: needed(oneOf('coupon')) })),
  restrictions: hash({
    first_time_transaction: boolean,
    minimum_amount: integer({ min: 1 }),
    minimum_amount_currency: currency,
    ...unsupportedAll('currency_options'),
  }),
  ...unsupportedAll('customer_account'),
}
const updateParams = { active: boolean, metadata: emptyable(metadata), ...unsupportedAll('restrictions') }
const listParams = {
  ...paging,
  active: boolean,
  code: text(),
  coupon: text(),
  created: range,
  customer: text(),
  ...unsupportedAll('customer_account'),
}

export const promotionCodeRoutes = [
  route('POST', '/v1/promotion_codes', createParams, (world, params) => create(world, params)),
  route('GET', '/v1/promotion_codes', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.promotion_code,
      'promotion code',
      '/v1/promotion_codes',
      params,
      (row) =>
        (params.active === undefined || row.active === params.active) &&
        (params.code === undefined || row.code.toUpperCase() === params.code.toUpperCase()) &&
        (params.coupon === undefined || row.promotion.coupon === params.coupon) &&
        (params.customer === undefined || row.customer === params.customer) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/promotion_codes/:id', {}, (world, _params, id = '') => find(world, id)),
  route('POST', '/v1/promotion_codes/:id', updateParams, (world, params, id = '') => {
    const before = find(world, id)
    if (params.active === true && !before.active) checkFree(world, before.code, before.customer)
    const after = world.store.tables.promotion_code.put({
      ...before,
      active: params.active ?? before.active,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
    })
    const previous = changesOf(before, after)
    if (previous) world.emit('promotion_code.updated', after, previous)
    return after
  }),
]

function create(world: World, params: Values<typeof createParams>): PromotionCode {
  const coupon = findCoupon(world, params.promotion.coupon, 'promotion[coupon]')
  if (!coupon.valid) throw invalid('This coupon can no longer be redeemed.', { param: 'promotion[coupon]' })
  const customer = params.customer === undefined ? null : findCustomer(world, params.customer, 'customer').id
  if (params.code !== undefined && !/^[A-Za-z0-9-]+$/.test(params.code)) {
    throw invalid('A promotion code holds letters, digits and hyphens only.', { param: 'code' })
  }
  const code = params.code ?? newId('', 8).slice(1).toUpperCase()
  if (params.active !== false) checkFree(world, code, customer)
  if (params.expires_at !== undefined && params.expires_at <= world.now) {
    throw invalid('expires_at must be in the future.', { param: 'expires_at' })
  }
  const { minimum_amount, minimum_amount_currency, first_time_transaction } = params.restrictions ?? {}
  if ((minimum_amount === undefined) !== (minimum_amount_currency === undefined)) {
    throw invalid('minimum_amount and minimum_amount_currency go together.', { param: 'restrictions[minimum_amount]' })
  }
  const made = world.store.tables.promotion_code.put({
    id: newId('promo'),
    object: 'promotion_code',
    active: params.active ?? true,
    code,
    created: world.now,
    customer,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: first_time_transaction ?? false,
      minimum_amount: minimum_amount ?? null,
      minimum_amount_currency: minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  })
  world.emit('promotion_code.created', made)
  return made
}

/** A code means one promotion at a time for one customer. */
function checkFree(world: World, code: string, customer: string | null) {
  for (const row of world.store.tables.promotion_code.newestFirst()) {
    if (!row.active || row.customer !== customer || row.code.toUpperCase() !== code.toUpperCase()) continue
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, { param: 'code' })
  }
}

function find(world: World, id: string): PromotionCode {
  const row = world.store.tables.promotion_code.get(id)
  if (!row) throw missing('promotion code', id)
  return row
}
