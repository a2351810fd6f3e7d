import { draftInvoice } from '../billing/draft-invoice'
import { finalizeInvoice } from '../billing/finalize-invoice'
import { type LineDraft, lineOfItem } from '../billing/line-draft'
import type { Customer, Invoice, LineItem, Subscription } from '../core/stored'
import type { World } from '../core/world'

/** Stores the invoice of a session that makes a subscription: made and finalized, not yet paid. */
export function makeFirstInvoice(
  world: World,
  made: {
    id: string
    customer: Customer
    subscription: Subscription
    lines: LineItem[]
    discount: string | null
    paymentIntent: string | null
  },
): Invoice {
  const { customer, subscription } = made
  const draft = draftInvoice(world, {
    id: made.id,
    customer,
    subscription,
    lines: made.lines.map((line) => lineOf(world, subscription, line)),
    discounts: made.discount ? [made.discount] : [],
    reason: 'subscription_create',
    period: { start: world.now, end: world.now },
  })
  return finalizeInvoice(world, draft, made.paymentIntent ? { paymentIntent: made.paymentIntent } : {})
}

function lineOf(world: World, subscription: Subscription, line: LineItem): LineDraft {
  const item = subscription.items.data.find((candidate) => candidate.price.id === line.price?.id)
  if (item) return lineOfItem(world, subscription, item)
  return {
    amount: line.amount_subtotal,
    description: `${line.quantity ?? 1} × ${line.description ?? ''}`,
    discountable: true,
    metadata: line.metadata ?? {},
    parent: null,
    period: { start: world.now, end: world.now },
    price: line.price,
    quantity: line.quantity ?? 1,
    subscription: subscription.id,
  }
}
