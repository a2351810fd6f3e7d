import type { InvoiceItem, InvoiceLine, Price, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'

/** A line of an invoice that is about to be made; amounts are in minor units, before discounts. */
export type LineDraft = {
  amount: number
  description: string
  discountable: boolean
  metadata: Record<string, string>
  parent: InvoiceLine['parent']
  period: { start: number; end: number }
  /** Null for an amount without a price. */
  price: Price | null
  quantity: number
  subscription: string | null
}

/** The line for one item and the period it is now in. */
export function lineOfItem(world: World, subscription: Subscription, item: SubscriptionItem): LineDraft {
  const quantity = item.quantity ?? 1
  const isTrial = subscription.status === 'trialing'
  const name = nameOf(world, item.price)
  return {
    amount: isTrial ? 0 : (item.price.unit_amount ?? 0) * quantity,
    description: isTrial ? `Trial period for ${name}` : `${quantity} × ${name}`,
    discountable: true,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: { start: item.current_period_start, end: item.current_period_end },
    price: item.price,
    quantity,
    subscription: subscription.id,
  }
}

/** The line for an amount that was noted down for this invoice. */
export function lineOfInvoiceItem(world: World, item: InvoiceItem): LineDraft {
  const subscription = item.parent?.subscription_details?.subscription ?? null
  return {
    amount: item.amount,
    description: item.description ?? '',
    discountable: item.discountable,
    metadata: item.metadata ?? {},
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: item.proration ? { credited_items: null } : null,
        subscription,
      },
      subscription_item_details: null,
      type: 'invoice_item_details',
    },
    period: item.period,
    price: world.store.tables.price.get(item.pricing?.price_details?.price ?? '') ?? null,
    quantity: item.quantity,
    subscription,
  }
}

export function nameOf(world: World, price: Price): string {
  return world.store.tables.product.get(price.product)?.name ?? ''
}
