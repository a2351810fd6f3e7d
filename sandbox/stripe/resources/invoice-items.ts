import { amountsOf } from '../billing/draft-invoice'
import { lineOfInvoiceItem } from '../billing/line-draft'
import { makeInvoiceItem } from '../billing/make-invoice-item'
import { findSoldPrice, makePrice } from '../catalog/make-price'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable } from '../core/page-of-list'
import type { Values } from '../core/params'
import { route } from '../core/route'
import type { InvoiceItem, Price } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from './customers'
import { createParams, listParams, updateParams } from './invoice-item-params'
import { findLive } from './subscriptions'

export const invoiceItemRoutes = [
  route('POST', '/v1/invoiceitems', createParams, (world, params) => createInvoiceItem(world, params)),
  route('GET', '/v1/invoiceitems', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.invoice_item,
      'invoiceitem',
      '/v1/invoiceitems',
      params,
      (item) =>
        (params.customer === undefined || item.customer === params.customer) &&
        (params.invoice === undefined || item.invoice === params.invoice) &&
        (params.pending === undefined || (item.invoice === null) === params.pending) &&
        (params.created?.(item.date) ?? true),
    ),
  ),
  route('GET', '/v1/invoiceitems/:id', {}, (world, _params, id = '') => find(world, id)),
  route('POST', '/v1/invoiceitems/:id', updateParams, (world, params, id = '') => {
    const before = findEditable(world, id)
    if (before.proration && params.amount !== undefined) {
      throw invalid('The amount of a proration cannot be changed.', { param: 'amount' })
    }
    const after = world.store.tables.invoice_item.put({
      ...before,
      amount: params.amount ?? before.amount,
      net_amount: params.amount ?? before.amount,
      description: params.description ?? before.description,
      discountable: params.discountable ?? before.discountable,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata ?? {}, params.metadata),
      period: params.period ?? before.period,
    })
    refreshDraft(world, after.invoice)
    return after
  }),
  route('DELETE', '/v1/invoiceitems/:id', {}, (world, _params, id = '') => {
    const item = findEditable(world, id)
    world.store.tables.invoice_item.remove(id)
    refreshDraft(world, item.invoice)
    world.emit('invoiceitem.deleted', item)
    return { id, object: 'invoiceitem', deleted: true }
  }),
]

type InvoiceItemValues = Pick<Values<typeof createParams>, 'customer'> & Partial<Values<typeof createParams>>

/**
 * Notes an amount down.
 * @param path where the parameters stand in the request, for the words of a refusal; empty for the request itself
 * @throws Failure for what does not go together
 */
export function createInvoiceItem(world: World, params: InvoiceItemValues, path = ''): InvoiceItem {
  const nameOf = (name: string) => (path ? `${path}[${name}]` : name)
  const customer = findCustomer(world, params.customer, 'customer')
  const subscription = params.subscription === undefined ? null : findLive(world, params.subscription, 'subscription')
  if (subscription && subscription.customer !== customer.id) {
    throw missing('subscription', subscription.id, 'subscription')
  }
  if (params.invoice !== undefined) findDraft(world, params.invoice, customer.id)
  const price = priceOf(world, params, nameOf)
  if (!price && params.currency === undefined) {
    const param = nameOf('currency')
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  const currency = price?.currency ?? params.currency ?? 'usd'
  const bill = subscription ?? world.store.tables.invoice.get(params.invoice ?? '')
  if (bill && bill.currency !== currency) {
    const message = `The invoice item is in ${currency}, and what it is for in ${bill.currency}.`
    throw invalid(message, { param: price && !path ? 'pricing[price]' : nameOf(price ? 'price' : 'currency') })
  }
  const quantity = params.quantity ?? 1
  const item = makeInvoiceItem(world, {
    amount: price ? (price.unit_amount ?? 0) * quantity : (params.amount ?? 0),
    currency,
    customer: customer.id,
    description: params.description ?? (price ? (world.store.tables.product.get(price.product)?.name ?? null) : null),
    discountable: params.discountable ?? true,
    invoice: params.invoice ?? null,
    metadata: mergeMetadata({}, params.metadata),
    period: params.period ?? { start: world.now, end: world.now },
    price,
    proration: false,
    quantity,
    subscription: subscription?.id ?? null,
  })
  refreshDraft(world, item.invoice)
  return item
}

function priceOf(world: World, params: InvoiceItemValues, nameOf: (name: string) => string): Price | null {
  const given = [params.amount, params.pricing, params.price_data].filter((value) => value !== undefined)
  if (given.length !== 1) {
    throw invalid('You must pass exactly one of amount, pricing and price_data.', {
      param: nameOf('amount'),
      code: given.length === 0 ? 'parameter_missing' : 'parameters_exclusive',
    })
  }
  if (params.amount !== undefined && params.quantity !== undefined) {
    throw invalid('You may only specify one of these parameters: amount, quantity.', {
      param: nameOf('quantity'),
      code: 'parameters_exclusive',
    })
  }
  if (params.price_data) return makePrice(world, params.price_data, nameOf('price_data'))
  if (!params.pricing) return null
  const priceName = nameOf('price') === 'price' ? 'pricing[price]' : nameOf('price')
  const price = findSoldPrice(world, params.pricing.price, priceName)
  if (!price.recurring) return price
  throw invalid(
    'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
    {
      param: priceName,
    },
  )
}

/** Draws up the lines of a draft anew after what it holds has changed. */
function refreshDraft(world: World, invoiceId: string | null) {
  const { invoice: invoices, invoice_item: items, customer: customers } = world.store.tables
  const invoice = invoices.get(invoiceId ?? '')
  const customer = customers.get(invoice?.customer ?? '')
  if (!invoice || !customer) return
  const held = [...items.oldestFirst()].filter((item) => item.invoice === invoice.id)
  const { id, currency: money, discounts } = invoice
  const lines = held.map((item) => lineOfInvoiceItem(world, item))
  invoices.put({
    ...invoice,
    ...amountsOf(world, { id, currency: money, customer, lines, discounts, isTaxed: invoice.automatic_tax.enabled }),
  })
}

function findDraft(world: World, id: string, customer: string) {
  const invoice = world.store.tables.invoice.get(id)
  if (invoice?.customer !== customer) throw missing('invoice', id, 'invoice')
  if (invoice.status !== 'draft' || invoice.parent) {
    throw invalid('Only a draft that was made by hand takes further items here.', {
      param: 'invoice',
      code: 'invoice_not_editable',
    })
  }
}

function find(world: World, id: string): InvoiceItem {
  const item = world.store.tables.invoice_item.get(id)
  if (!item) throw missing('invoiceitem', id)
  return item
}

function findEditable(world: World, id: string): InvoiceItem {
  const item = find(world, id)
  const invoice = world.store.tables.invoice.get(item.invoice ?? '')
  if (invoice && (invoice.status !== 'draft' || invoice.parent)) {
    throw invalid('This invoice item can no longer be changed: its invoice is made.', { code: 'invoice_not_editable' })
  }
  return item
}
