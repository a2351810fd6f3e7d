import { collectInvoice } from '../billing/collect-invoice'
import { createInvoice } from '../billing/create-invoice'
import { finalizeInvoice } from '../billing/finalize-invoice'
import { payByHand } from '../billing/pay-by-hand'
import { sendInvoice } from '../billing/send-invoice'
import { markPaid, subscriptionOf } from '../billing/settle-invoice'
import { tellOfChanges } from '../billing/tell-of-changes'
import { markUncollectible, voidInvoice } from '../billing/void-invoice'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfItems, pageOfTable, paging } from '../core/page-of-list'
import { boolean, emptyable, metadata, needed, oneOf, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { findAttached } from '../payments/find-payment-method'
import { changesOf } from './changes'
import { currency } from './currency'
import { previewParams } from './invoice-preview-params'
import { previewInvoice } from './invoice-previews'
import { daysUntilDue } from './subscription-params'

const listParams = {
  ...paging,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  created: range,
  customer: text(),
  due_date: range,
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
  subscription: text(),
  ...unsupportedAll('customer_account'),
}

const rest = {
  ...unsupportedAll('account_tax_ids', 'application_fee_amount', 'automatic_tax', 'automatically_finalizes_at'),
  ...unsupportedAll('custom_fields', 'default_source', 'default_tax_rates', 'effective_at', 'issuer', 'number'),
  ...unsupportedAll('on_behalf_of', 'payment_settings', 'rendering', 'shipping_cost', 'shipping_details'),
  ...unsupportedAll('statement_descriptor', 'transfer_data'),
}

const createParams = {
  auto_advance: boolean,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  currency,
  customer: needed(text()),
  days_until_due: daysUntilDue,
  default_payment_method: text(),
  description: text(1500),
  footer: text(5000),
  metadata: emptyable(metadata),
  pending_invoice_items_behavior: oneOf('exclude', 'include'),
  subscription: text(),
  ...unsupportedAll('customer_account', 'discounts', 'due_date', 'from_invoice'),
  ...rest,
}

const updateParams = {
  auto_advance: boolean,
  default_payment_method: text(),
  description: text(1500),
  footer: text(5000),
  metadata: emptyable(metadata),
  ...unsupportedAll('collection_method', 'days_until_due', 'discounts', 'due_date'),
  ...rest,
}

const payParams = {
  paid_out_of_band: boolean,
  payment_method: text(),
  ...unsupportedAll('forgive', 'mandate', 'off_session', 'source'),
}

export const invoiceRoutes = [
  route('POST', '/v1/invoices/create_preview', previewParams, previewInvoice),
  route('POST', '/v1/invoices', createParams, createInvoice),
  route('GET', '/v1/invoices', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.invoice,
      'invoice',
      '/v1/invoices',
      params,
      (invoice) =>
        (params.collection_method === undefined || invoice.collection_method === params.collection_method) &&
        (params.customer === undefined || invoice.customer === params.customer) &&
        (params.status === undefined || invoice.status === params.status) &&
        (params.subscription === undefined ||
          invoice.parent?.subscription_details?.subscription === params.subscription) &&
        (params.created?.(invoice.created) ?? true) &&
        (params.due_date === undefined || (invoice.due_date !== null && params.due_date(invoice.due_date))),
    ),
  ),
  route('GET', '/v1/invoices/:id', {}, (world, _params, id = '') => findInvoice(world, id)),
  route('POST', '/v1/invoices/:id', updateParams, (world, params, id = '') => {
    const before = findInvoice(world, id)
    const method = params.default_payment_method
    if (method !== undefined) findAttached(world, method, before.customer ?? '', 'default_payment_method')
    if (before.status !== 'draft' && (params.description !== undefined || params.footer !== undefined)) {
      throw notIn(before, ['draft'])
    }
    const after = world.store.tables.invoice.put({
      ...before,
      auto_advance: params.auto_advance ?? before.auto_advance,
      default_payment_method: method ?? before.default_payment_method,
      description: params.description ?? before.description,
      footer: params.footer ?? before.footer,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
    })
    const previous = changesOf(before, after)
    if (previous) world.emit('invoice.updated', after, previous)
    return after
  }),
  route('DELETE', '/v1/invoices/:id', {}, (world, _params, id = '') => {
    const invoice = inStatus(findInvoice(world, id), ['draft'])
    if (invoice.parent) throw invalid('The invoice of a subscription cannot be deleted: finalize it and void it.')
    for (const item of world.store.tables.invoice_item.oldestFirst()) {
      if (item.invoice === id) world.store.tables.invoice_item.put({ ...item, invoice: null })
    }
    world.store.tables.invoice.remove(id)
    world.emit('invoice.deleted', invoice)
    return { id, object: 'invoice', deleted: true }
  }),
  route('POST', '/v1/invoices/:id/finalize', { auto_advance: boolean }, (world, params, id = '') => {
    const draft = inStatus(findInvoice(world, id), ['draft'])
    const auto_advance = params.auto_advance ?? draft.auto_advance
    const invoice = finalizeInvoice(world, { ...draft, auto_advance })
    if (!auto_advance && invoice.amount_due > 0) return invoice
    tellOfChanges(world, subscriptionOf(world, invoice)?.id, () =>
      collectInvoice(world, invoice, { isAutomatic: true }),
    )
    return findInvoice(world, id)
  }),
  route('POST', '/v1/invoices/:id/pay', payParams, (world, params, id = '') => {
    const found = inStatus(findInvoice(world, id), ['draft', 'open', 'uncollectible'], 'invoice_already_paid')
    const invoice = found.status === 'draft' ? finalizeInvoice(world, found) : found
    payByHand(world, invoice, {
      isOutOfBand: params.paid_out_of_band === true,
      paymentMethod: params.payment_method,
    })
    return findInvoice(world, id)
  }),
  route('POST', '/v1/invoices/:id/send', {}, (world, _params, id = '') => {
    const found = inStatus(findInvoice(world, id), ['draft', 'open'])
    if (found.collection_method !== 'send_invoice') {
      throw invalid('You can only manually send an invoice if its collection method is `send_invoice`.')
    }
    const invoice = found.status === 'draft' ? finalizeInvoice(world, found) : found
    if (invoice.amount_due === 0) return markPaid(world, invoice)
    sendInvoice(world, invoice)
    return invoice
  }),
  route('POST', '/v1/invoices/:id/void', {}, (world, _params, id = '') =>
    voidInvoice(world, inStatus(findInvoice(world, id), ['open', 'uncollectible'])),
  ),
  route('POST', '/v1/invoices/:id/mark_uncollectible', {}, (world, _params, id = '') =>
    markUncollectible(world, inStatus(findInvoice(world, id), ['open'])),
  ),
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

function inStatus(invoice: Invoice, statuses: NonNullable<Invoice['status']>[], codeWhenPaid?: string): Invoice {
  if (invoice.status && statuses.includes(invoice.status)) return invoice
  throw notIn(invoice, statuses, codeWhenPaid)
}

function notIn(invoice: Invoice, statuses: string[], codeWhenPaid?: string) {
  if (invoice.status === 'paid' && codeWhenPaid) return invalid('Invoice is already paid', { code: codeWhenPaid })
  return invalid(`This can be done to an invoice that is ${statuses.join(' or ')}; this one is ${invoice.status}.`, {
    code: 'invoice_not_editable',
  })
}
