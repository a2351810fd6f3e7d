import { missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { hash, needed, oneOf, range, text } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  created: range,
  invoice: text(),
  payment: hash({
    payment_intent: text(),
    payment_record: text(),
    type: needed(oneOf('payment_intent', 'payment_record')),
  }),
  status: oneOf('canceled', 'open', 'paid'),
}

export const invoicePaymentRoutes = [
  route('GET', '/v1/invoice_payments', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.invoice_payment,
      'invoice payment',
      '/v1/invoice_payments',
      params,
      (row) =>
        (params.invoice === undefined || row.invoice === params.invoice) &&
        (params.payment === undefined ||
          (row.payment.type === params.payment.type && row.payment.payment_intent === params.payment.payment_intent)) &&
        (params.status === undefined || row.status === params.status) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/invoice_payments/:id', {}, (world, _params, id = '') => {
    const payment = world.store.tables.invoice_payment.get(id)
    if (!payment) throw missing('invoice payment', id)
    return payment
  }),
]
