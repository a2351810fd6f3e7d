import { findPrice, makePrice } from '../catalog/make-price'
import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  hash,
  integer,
  list,
  metadata,
  needed,
  oneOf,
  range,
  text,
  unsupportedAll,
} from '../core/params'
import { route } from '../core/route'
import type { World } from '../core/world'
import { changesOf } from './changes'
import { currency } from './currency'
import { taxBehavior, unitAmount } from './price-params'

const listParams = {
  ...paging,
  active: boolean,
  created: range,
  currency,
  lookup_keys: list(text(200), 10),
  product: text(),
  type: oneOf('one_time', 'recurring'),
  ...unsupportedAll('recurring'),
}

const createParams = {
  active: boolean,
  currency: needed(currency),
  lookup_key: text(200),
  metadata,
  nickname: text(),
  product: text(),
  product_data: hash({
    active: boolean,
    id: text(200),
    metadata,
    name: needed(text(250)),
    unit_label: text(12),
    ...unsupportedAll('statement_descriptor', 'tax_code', 'tax_details'),
  }),
  recurring: hash({
    interval: needed(oneOf('day', 'month', 'week', 'year')),
    interval_count: integer({ min: 1 }),
    usage_type: oneOf('licensed'),
    ...unsupportedAll('meter', 'trial_period_days'),
  }),
  tax_behavior: taxBehavior,
  transfer_lookup_key: boolean,
  unit_amount: unitAmount,
  ...unsupportedAll('billing_scheme', 'currency_options', 'custom_unit_amount', 'tiers', 'tiers_mode'),
  ...unsupportedAll('transform_quantity', 'unit_amount_decimal'),
}

const updateParams = {
  active: boolean,
  lookup_key: text(200),
  metadata: emptyable(metadata),
  nickname: text(),
  tax_behavior: taxBehavior,
  transfer_lookup_key: boolean,
  ...unsupportedAll('currency_options'),
}

export const priceRoutes = [
  route('POST', '/v1/prices', createParams, (world, params) => {
    takeLookupKey(world, params.lookup_key, params.transfer_lookup_key === true)
    const price = makePrice(world, { ...params, active: params.active ?? true })
    if (params.product_data) {
      const product = world.store.tables.product.get(price.product)
      if (product) {
        const active = params.product_data.active ?? true
        world.emit('product.created', world.store.tables.product.put({ ...product, active }))
      }
    }
    world.emit('price.created', price)
    return price
  }),
  route('GET', '/v1/prices', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.price,
      'price',
      '/v1/prices',
      params,
      (price) =>
        (params.active === undefined || price.active === params.active) &&
        (params.currency === undefined || price.currency === params.currency) &&
        (params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? '')) &&
        (params.product === undefined || price.product === params.product) &&
        (params.type === undefined || price.type === params.type) &&
        (params.created?.(price.created) ?? true),
    ),
  ),
  route('GET', '/v1/prices/:id', {}, (world, _params, id = '') => findPrice(world, id)),
  route('POST', '/v1/prices/:id', updateParams, (world, params, id = '') => {
    const before = findPrice(world, id)
    if (params.tax_behavior && before.tax_behavior !== 'unspecified' && params.tax_behavior !== before.tax_behavior) {
      throw invalid('tax_behavior cannot be changed once it is set to exclusive or inclusive.', {
        param: 'tax_behavior',
      })
    }
    if (params.lookup_key !== before.lookup_key) {
      takeLookupKey(world, params.lookup_key, params.transfer_lookup_key === true)
    }
    const after = world.store.tables.price.put({
      ...before,
      active: params.active ?? before.active,
      lookup_key: params.lookup_key ?? before.lookup_key,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
      nickname: params.nickname ?? before.nickname,
      tax_behavior: params.tax_behavior ?? before.tax_behavior,
    })
    const previous = changesOf(before, after)
    if (previous) world.emit('price.updated', after, previous)
    return after
  }),
]

/** A key names one price at a time. */
function takeLookupKey(world: World, key: string | undefined, isTransfer: boolean) {
  if (key === undefined) return
  for (const price of world.store.tables.price.newestFirst()) {
    if (price.lookup_key !== key) continue
    if (!isTransfer) {
      throw invalid(`A price (\`${price.id}\`) already uses that lookup key.`, { param: 'lookup_key' })
    }
    world.store.tables.price.put({ ...price, lookup_key: null })
    return
  }
}
