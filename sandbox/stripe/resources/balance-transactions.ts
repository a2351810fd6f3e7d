import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  created: range,
  currency: text(3),
  source: text(),
  type: text(),
  ...unsupportedAll('payout'),
}

export const balanceTransactionRoutes = [
  route('GET', '/v1/balance_transactions', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.balance_transaction,
      'balance transaction',
      '/v1/balance_transactions',
      params,
      (row) =>
        (params.currency === undefined || row.currency === params.currency.toLowerCase()) &&
        (params.source === undefined || row.source === params.source) &&
        (params.type === undefined || row.type === params.type) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/balance_transactions/:id', {}, (world, _params, id = '') => {
    const row = world.store.tables.balance_transaction.get(id)
    if (!row) throw missing('balance transaction', id)
    return row
  }),
]
