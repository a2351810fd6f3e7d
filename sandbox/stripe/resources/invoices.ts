import { missing } from '../core/failure'
import { pageOfItems, pageOfTable, paging } from '../core/page-of-list'
import { oneOf, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'

const listParams = {
  ...paging,
  created: range,
  customer: text(),
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
  subscription: text(),
  ...unsupportedAll('collection_method', 'customer_account', 'due_date'),
}

export const invoiceRoutes = [
  route('GET', '/v1/invoices', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.invoice,
      'invoice',
      '/v1/invoices',
      params,
      (invoice) =>
        (params.customer === undefined || invoice.customer === params.customer) &&
        (params.status === undefined || invoice.status === params.status) &&
        (params.subscription === undefined ||
          invoice.parent?.subscription_details?.subscription === params.subscription) &&
        (params.created?.(invoice.created) ?? true),
    ),
  ),
  route('GET', '/v1/invoices/:id', {}, (world, _params, id = '') => findInvoice(world, id)),
  route('GET', '/v1/invoices/:id/lines', paging, (world, params, id = '') => {
    const { lines } = findInvoice(world, id)
    return pageOfItems(lines.data, 'line item', lines.url, params)
  }),
]

function findInvoice(world: World, id: string): Invoice {
  const invoice = world.store.tables.invoice.get(id)
  if (!invoice) throw missing('invoice', id)
  return invoice
}
