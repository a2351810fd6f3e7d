import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'

const listParams = { ...paging, created: range, customer: text(), ...unsupportedAll('customer_account') }

export const paymentIntentRoutes = [
  route('GET', '/v1/payment_intents', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.payment_intent,
      'payment_intent',
      '/v1/payment_intents',
      params,
      (intent) =>
        (params.customer === undefined || intent.customer === params.customer) &&
        (params.created?.(intent.created) ?? true),
    ),
  ),
  route('GET', '/v1/payment_intents/:id', {}, (world, _params, id = '') => {
    const intent = world.store.tables.payment_intent.get(id)
    if (!intent) throw missing('payment_intent', id)
    return intent
  }),
]
