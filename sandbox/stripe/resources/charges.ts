import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  created: range,
  customer: text(),
  payment_intent: text(),
  ...unsupportedAll('transfer_group'),
}

export const chargeRoutes = [
  route('GET', '/v1/charges', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.charge,
      'charge',
      '/v1/charges',
      params,
      (charge) =>
        (params.customer === undefined || charge.customer === params.customer) &&
        (params.payment_intent === undefined || charge.payment_intent === params.payment_intent) &&
        (params.created?.(charge.created) ?? true),
    ),
  ),
  route('GET', '/v1/charges/:id', {}, (world, _params, id = '') => {
    const charge = world.store.tables.charge.get(id)
    if (!charge) throw missing('charge', id)
    return charge
  }),
]
