import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, oneOf, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import { currency } from './currency'

const listParams = {
  ...paging,
  active: boolean,
  created: range,
  currency,
  product: text(),
  type: oneOf('one_time', 'recurring'),
  ...unsupportedAll('lookup_keys', 'recurring'),
}

export const priceRoutes = [
  route('GET', '/v1/prices', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.price,
      'price',
      '/v1/prices',
      params,
      (price) =>
        (params.active === undefined || price.active === params.active) &&
        (params.currency === undefined || price.currency === params.currency) &&
        (params.product === undefined || price.product === params.product) &&
        (params.type === undefined || price.type === params.type) &&
        (params.created?.(price.created) ?? true),
    ),
  ),
  route('GET', '/v1/prices/:id', {}, (world, _params, id = '') => {
    const price = world.store.tables.price.get(id)
    if (!price) throw missing('price', id)
    return price
  }),
]
