import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, list, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  active: boolean,
  created: range,
  ids: list(text()),
  ...unsupportedAll('shippable', 'type', 'url'),
}

export const productRoutes = [
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
  route('GET', '/v1/products/:id', {}, (world, _params, id = '') => {
    const product = world.store.tables.product.get(id)
    if (!product) throw missing('product', id)
    return product
  }),
]
