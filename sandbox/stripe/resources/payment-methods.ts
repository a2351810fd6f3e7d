import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { oneOf, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import { findCustomer } from './customers'

const listParams = {
  ...paging,
  customer: text(),
  type: oneOf('card', 'us_bank_account'),
  ...unsupportedAll('allow_redisplay', 'customer_account'),
}
const { customer: _, ...ofCustomerParams } = listParams

export const paymentMethodRoutes = [
  route('GET', '/v1/payment_methods', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.payment_method,
      'PaymentMethod',
      '/v1/payment_methods',
      params,
      (method) =>
        (params.customer === undefined || method.customer === params.customer) &&
        (params.type === undefined || method.type === params.type),
    ),
  ),
  route('GET', '/v1/payment_methods/:id', {}, (world, _params, id = '') => {
    const method = world.store.tables.payment_method.get(id)
    if (!method) throw missing('PaymentMethod', id)
    return method
  }),
  route('GET', '/v1/customers/:id/payment_methods', ofCustomerParams, (world, params, id = '') => {
    const customer = findCustomer(world, id)
    return pageOfTable(
      world.store.tables.payment_method,
      'PaymentMethod',
      `/v1/customers/${id}/payment_methods`,
      params,
      (method) => method.customer === customer.id && (params.type === undefined || method.type === params.type),
    )
  }),
]
