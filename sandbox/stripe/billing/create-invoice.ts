import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { findAttached } from '../payments/find-payment-method'
import { findCustomer } from '../resources/customers'
import { findLive } from '../resources/subscriptions'
import { pendingItems } from './bill-subscription'
import { draftInvoice } from './draft-invoice'
import { lineOfInvoiceItem } from './line-draft'

export type InvoiceValues = {
  auto_advance?: boolean | undefined
  collection_method?: 'charge_automatically' | 'send_invoice' | undefined
  currency?: string | undefined
  customer: string
  days_until_due?: number | undefined
  default_payment_method?: string | undefined
  description?: string | undefined
  footer?: string | undefined
  metadata?: Record<string, string> | null | undefined
  pending_invoice_items_behavior?: 'exclude' | 'include' | undefined
  subscription?: string | undefined
}

/**
 * Makes a draft by hand, of what is noted down for a customer when that is asked for.
 * @throws Failure for what does not go together
 */
export function createInvoice(world: World, params: InvoiceValues): Invoice {
  const customer = findCustomer(world, params.customer, 'customer')
  const subscription = params.subscription === undefined ? null : findLive(world, params.subscription, 'subscription')
  const isSent = params.collection_method === 'send_invoice'
  if (isSent !== (params.days_until_due !== undefined)) {
    throw invalid('days_until_due goes with a collection_method of send_invoice, and only with it.', {
      param: 'days_until_due',
    })
  }
  const method = params.default_payment_method
  if (method !== undefined) findAttached(world, method, customer.id, 'default_payment_method')
  const isTakenIn = params.pending_invoice_items_behavior === 'include' || subscription !== null
  const waiting = isTakenIn ? pendingItems(world, customer.id, subscription) : []
  const currency = params.currency ?? subscription?.currency ?? waiting[0]?.currency ?? customer.currency ?? 'usd'
  const pending = waiting.filter((item) => item.currency === currency)
  if (subscription && pending.length === 0) {
    throw invalid('Nothing to invoice for subscription', { code: 'invoice_no_subscription_line_items' })
  }
  const draft = draftInvoice(world, {
    customer,
    subscription,
    lines: pending.map((item) => lineOfInvoiceItem(world, item)),
    discounts: [],
    reason: subscription ? 'subscription_update' : 'manual',
    period: { start: world.now, end: world.now },
    auto_advance: params.auto_advance ?? false,
    collection_method: params.collection_method ?? 'charge_automatically',
    currency,
    default_payment_method: method ?? null,
    description: params.description ?? null,
    due_date: params.days_until_due === undefined ? null : world.now + params.days_until_due * 86_400,
    footer: params.footer ?? null,
    metadata: mergeMetadata({}, params.metadata),
  })
  for (const item of pending) world.store.tables.invoice_item.put({ ...item, invoice: draft.id })
  return draft
}
