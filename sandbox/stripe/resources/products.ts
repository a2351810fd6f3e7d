import { findProduct, makePrice, makeProduct } from '../catalog/make-price'
import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  hash,
  list,
  metadata,
  needed,
  oneOf,
  range,
  text,
  unsupportedAll,
  url,
} from '../core/params'
import { route } from '../core/route'
import { changesOf } from './changes'
import { currency } from './currency'
import { recurring, taxBehavior, unitAmount } from './price-params'

const listParams = {
  ...paging,
  active: boolean,
  created: range,
  ids: list(text()),
  ...unsupportedAll('shippable', 'type', 'url'),
}

const createParams = {
  active: boolean,
  default_price_data: hash({
    currency: needed(currency),
    metadata,
    recurring,
    tax_behavior: taxBehavior,
    unit_amount: unitAmount,
    ...unsupportedAll('currency_options', 'custom_unit_amount', 'unit_amount_decimal'),
  }),
  description: text(),
  id: text(200),
  images: list(url, 8),
  metadata,
  name: needed(text(250)),
  type: oneOf('good', 'service'),
  unit_label: text(12),
  ...unsupportedAll('marketing_features', 'package_dimensions', 'shippable', 'statement_descriptor', 'tax_code'),
  ...unsupportedAll('tax_details', 'url'),
}

const updateParams = {
  active: boolean,
  default_price: text(),
  description: emptyable(text()),
  images: emptyable(list(url, 8)),
  metadata: emptyable(metadata),
  name: text(250),
  unit_label: emptyable(text(12)),
  ...unsupportedAll('marketing_features', 'package_dimensions', 'shippable', 'statement_descriptor', 'tax_code'),
  ...unsupportedAll('tax_details', 'url'),
}

export const productRoutes = [
  route('POST', '/v1/products', createParams, (world, params) => {
    if (params.type === 'good') throw invalid('Stripe can do goods, but this stand-in does not yet.', { param: 'type' })
    if (params.id !== undefined && world.store.tables.product.get(params.id)) {
      throw invalid('Product already exists.', { code: 'resource_already_exists', param: 'id' })
    }
    const { default_price_data: priceData, ...data } = params
    const product = makeProduct(world, { ...data, active: params.active ?? true })
    const price = priceData && makePrice(world, { ...priceData, active: true, product: product.id })
    const made = price ? world.store.tables.product.put({ ...product, default_price: price.id }) : product
    world.emit('product.created', made)
    if (price) world.emit('price.created', price)
    return made
  }),
  route('GET', '/v1/products', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.product,
      'product',
      '/v1/products',
      params,
      (product) =>
        (params.active === undefined || product.active === params.active) &&
        (params.ids === undefined || params.ids.includes(product.id)) &&
        (params.created?.(product.created) ?? true),
    ),
  ),
  route('GET', '/v1/products/:id', {}, (world, _params, id = '') => findProduct(world, id)),
  route('POST', '/v1/products/:id', updateParams, (world, params, id = '') => {
    const before = findProduct(world, id)
    const given = world.store.tables.price.get(params.default_price ?? '')
    if (params.default_price !== undefined && given?.product !== id) {
      throw invalid('The default price must be a price of this product.', { param: 'default_price' })
    }
    const after = world.store.tables.product.put({
      ...before,
      active: params.active ?? before.active,
      default_price: params.default_price ?? before.default_price ?? null,
      description: params.description === undefined ? before.description : params.description,
      images: params.images === undefined ? before.images : (params.images ?? []),
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
      name: params.name ?? before.name,
      unit_label: params.unit_label === undefined ? (before.unit_label ?? null) : params.unit_label,
      updated: world.now,
    })
    world.emit('product.updated', after, changesOf(before, after))
    return after
  }),
  route('DELETE', '/v1/products/:id', {}, (world, _params, id = '') => {
    const product = findProduct(world, id)
    for (const price of world.store.tables.price.newestFirst()) {
      if (price.product !== id) continue
      throw invalid('This product cannot be deleted because it has one or more user-created prices.', {})
    }
    world.store.tables.product.remove(id)
    world.emit('product.deleted', product)
    return { id, object: 'product', deleted: true }
  }),
]
