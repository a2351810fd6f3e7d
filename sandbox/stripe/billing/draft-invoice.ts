import { newId } from '../core/id'
import type { Customer, Invoice, InvoiceLine, Subscription } from '../core/stored'
import type { World } from '../core/world'
import { addedTax, taxOf, totalTaxes, wholeTax } from '../tax/tax-of'
import type { LineDraft } from './line-draft'
import { type LineDiscount, shareDiscounts } from './share-discount'

export type InvoiceDraft = {
  id?: string
  customer: Customer
  subscription: Subscription | null
  lines: LineDraft[]
  discounts: string[]
  reason: NonNullable<Invoice['billing_reason']>
  period: { start: number; end: number }
} & Partial<Pick<Invoice, 'auto_advance' | 'collection_method' | 'currency' | 'default_payment_method'>> &
  Partial<Pick<Invoice, 'description' | 'due_date' | 'footer' | 'metadata'>>

/** Stores a draft and tells of it. */
export function draftInvoice(world: World, draft: InvoiceDraft): Invoice {
  const invoice = world.store.tables.invoice.put(invoiceOf(world, draft))
  world.emit('invoice.created', invoice)
  return invoice
}

/** What the invoice will look like; nothing is stored. */
export function invoiceOf(world: World, draft: InvoiceDraft): Invoice {
  const { customer, subscription, lines } = draft
  const id = draft.id ?? newId('in')
  const currency = draft.currency ?? subscription?.currency ?? customer.currency ?? 'usd'
  return {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Stand-in',
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: draft.auto_advance ?? subscription !== null,
    automatic_tax: automaticTaxOf(subscription, customer),
    automatically_finalizes_at: null,
    billing_reason: draft.reason,
    collection_method: draft.collection_method ?? subscription?.collection_method ?? 'charge_automatically',
    created: world.now,
    currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping ?? null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: [],
    default_payment_method: draft.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: [],
    description: draft.description ?? null,
    discounts: draft.discounts,
    due_date: draft.due_date ?? dueDateOf(world, subscription),
    effective_at: null,
    ending_balance: null,
    footer: draft.footer ?? null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    metadata: draft.metadata ?? {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: draft.period.end,
    period_start: draft.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: customer.test_clock ?? null,
    total_pretax_credit_amounts: [],
    webhooks_delivered_at: null,
    ...amountsOf(world, {
      id,
      currency,
      customer,
      lines,
      discounts: draft.discounts,
      isTaxed: subscription?.automatic_tax.enabled ?? false,
    }),
  }
}

function dueDateOf(world: World, subscription: Subscription | null): number | null {
  const days = subscription?.days_until_due ?? null
  return days === null ? null : world.now + days * 86_400
}

function automaticTaxOf(subscription: Subscription | null, customer: Customer): Invoice['automatic_tax'] {
  const isTaxed = subscription?.automatic_tax.enabled ?? false
  if (!isTaxed) return { disabled_reason: null, enabled: false, liability: null, provider: null, status: null }
  const status = customer.address?.country ? 'complete' : 'requires_location_inputs'
  return { disabled_reason: null, enabled: true, liability: { type: 'self' }, provider: 'stripe', status }
}

type Amounts = {
  id: string
  currency: string
  customer: Customer
  lines: LineDraft[]
  discounts: string[]
  /** Whether tax is worked out by where the customer lives. */
  isTaxed: boolean
}

/** The lines with their discounts and taxes, the totals, and what the customer's balance makes of them. */
export function amountsOf(world: World, { id, currency, customer, lines, discounts, isTaxed }: Amounts) {
  const shares = shareDiscounts(world, discounts, lines)
  const country = isTaxed && customer.tax_exempt !== 'exempt' ? (customer.address?.country ?? null) : null
  const data = lines.map((line, index) => lineOf(id, currency, line, shares[index] ?? [], country))
  const subtotal = sum(lines.map((line) => line.amount))
  const perDiscount = discounts.map((discount) => ({
    amount: sum(shares.flat().flatMap((share) => (share.discount === discount ? [share.amount] : []))),
    discount,
  }))
  const taxes = totalTaxes(data.flatMap((line) => line.taxes ?? []))
  const total = subtotal - sum(perDiscount.map(({ amount }) => amount)) + addedTax(taxes)
  const due = amountDue(total, customer.balance)
  return {
    amount_due: due,
    amount_remaining: due,
    lines: { object: 'list' as const, data, has_more: false, url: `/v1/invoices/${id}/lines` },
    starting_balance: customer.balance,
    subtotal,
    subtotal_excluding_tax: subtotal - (wholeTax(taxes) - addedTax(taxes)),
    total,
    total_discount_amounts: perDiscount,
    total_excluding_tax: total - wholeTax(taxes),
    total_taxes: taxes,
  }
}

/** What is left to pay once the customer's balance is taken in: below zero the balance is a credit. */
export function amountDue(total: number, balance: number): number {
  return Math.max(0, total + balance)
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function lineOf(
  invoice: string,
  currency: string,
  line: LineDraft,
  discounts: LineDiscount[],
  country: string | null,
): InvoiceLine {
  const net = line.amount - sum(discounts.map(({ amount }) => amount))
  return {
    id: newId('il'),
    object: 'line_item',
    amount: line.amount,
    currency,
    description: line.description,
    discount_amounts: discounts,
    discountable: line.discountable,
    discounts: [],
    invoice,
    livemode: false,
    metadata: line.metadata,
    parent: line.parent,
    period: line.period,
    pretax_credit_amounts: [],
    pricing: line.price && {
      price_details: { price: line.price.id, product: line.price.product },
      type: 'price_details',
      unit_amount_decimal: line.price.unit_amount_decimal,
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: line.subscription,
    subtotal: line.amount,
    taxes: country === null ? [] : [taxOf(net, line.price?.tax_behavior, { country })],
  }
}
