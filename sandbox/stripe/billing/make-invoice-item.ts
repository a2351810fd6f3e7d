import { newId } from '../core/id'
import type { InvoiceItem, Price } from '../core/stored'
import type { World } from '../core/world'

type Given = {
  amount: number
  currency: string
  customer: string
  description: string | null
  discountable: boolean
  period: { start: number; end: number }
  price: Price | null
  proration: boolean
  quantity: number
  subscription: string | null
  subscriptionItem?: string
  invoice?: string | null
  metadata?: Record<string, string>
}

/** Notes an amount down for the next invoice of a customer or a subscription, and tells of it. */
export function makeInvoiceItem(world: World, given: Given): InvoiceItem {
  const { price, subscription, subscriptionItem } = given
  const item = world.store.tables.invoice_item.put({
    id: newId('ii'),
    object: 'invoiceitem',
    amount: given.amount,
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    date: world.now,
    description: given.description,
    discountable: given.discountable,
    discounts: [],
    invoice: given.invoice ?? null,
    livemode: false,
    metadata: given.metadata ?? {},
    net_amount: given.amount,
    parent: subscription
      ? {
          subscription_details: {
            subscription,
            ...(subscriptionItem ? { subscription_item: subscriptionItem } : {}),
          },
          type: 'subscription_details',
        }
      : null,
    period: given.period,
    pricing: price
      ? {
          price_details: { price: price.id, product: price.product },
          type: 'price_details',
          unit_amount_decimal: price.unit_amount_decimal,
        }
      : { type: 'price_details', unit_amount_decimal: String(given.amount) },
    proration: given.proration,
    ...(given.proration ? { proration_details: { credited_items: null, discount_amounts: [] } } : {}),
    quantity: given.quantity,
    quantity_decimal: String(given.quantity),
    tax_rates: [],
    test_clock: world.store.tables.customer.get(given.customer)?.test_clock ?? null,
  })
  world.emit('invoiceitem.created', item)
  return item
}
