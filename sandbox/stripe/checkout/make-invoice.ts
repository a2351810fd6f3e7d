import { newId } from '../core/id'
import type { Customer, Invoice, InvoiceLine, InvoicePayment, LineItem, Subscription } from '../core/stored'
import type { World } from '../core/world'

/** Stores the first invoice of a subscription: made and finalized, not yet paid. */
export function makeInvoice(
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
  const sum = (amount: (line: LineItem) => number) => made.lines.reduce((total, line) => total + amount(line), 0)
  const total = sum((line) => line.amount_total)
  const discounted = sum((line) => line.amount_discount)
  const draft: Invoice = {
    id: made.id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Stand-in',
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: total,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'subscription_create',
    collection_method: 'charge_automatically',
    created: world.now,
    currency: subscription.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: made.discount ? [made.discount] : [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: 'list',
      data: made.lines.map((line) => lineOf(world, made.id, line, subscription, made.discount)),
      has_more: false,
      url: `/v1/invoices/${made.id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: world.now,
    period_start: world.now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: sum((line) => line.amount_subtotal),
    subtotal_excluding_tax: sum((line) => line.amount_subtotal),
    test_clock: null,
    total,
    total_discount_amounts: made.discount ? [{ amount: discounted, discount: made.discount }] : [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  }
  world.emit('invoice.created', draft)
  return finalize(world, draft, customer, made.paymentIntent)
}

/** Marks an invoice and its payment as paid. */
export function payInvoice(world: World, invoice: Invoice): void {
  const { invoice: invoices, invoice_payment: payments } = world.store.tables
  const paid = invoices.put({
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempt_count: invoice.amount_due > 0 ? 1 : 0,
    attempted: true,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: world.now },
  })
  world.emit('invoice.paid', paid)
  world.emit('invoice.payment_succeeded', paid)
  const payment = paymentOf(world, invoice.id)
  if (!payment) return
  const paidPayment = payments.put({
    ...payment,
    amount_paid: invoice.amount_due,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: world.now },
  })
  world.emit('invoice_payment.paid', paidPayment)
}

/** Notes that an attempt to pay an invoice failed. */
export function failInvoice(world: World, invoice: Invoice): void {
  const failed = world.store.tables.invoice.put({ ...invoice, attempt_count: 1, attempted: true, auto_advance: true })
  world.emit('invoice.payment_failed', failed)
}

function finalize(world: World, draft: Invoice, customer: Customer, paymentIntent: string | null): Invoice {
  const sequence = customer.next_invoice_sequence ?? 1
  const invoice = world.store.tables.invoice.put({
    ...draft,
    effective_at: world.now,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: world.now },
  })
  world.store.tables.customer.put({ ...customer, currency: invoice.currency, next_invoice_sequence: sequence + 1 })
  if (paymentIntent) {
    world.store.tables.invoice_payment.put({
      id: newId('inpay'),
      object: 'invoice_payment',
      amount_paid: null,
      amount_requested: invoice.amount_due,
      created: world.now,
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: false,
      payment: { payment_intent: paymentIntent, type: 'payment_intent' },
      status: 'open',
      status_transitions: { canceled_at: null, paid_at: null },
    })
  }
  world.emit('invoice.finalized', invoice)
  return invoice
}

function paymentOf(world: World, invoice: string): InvoicePayment | undefined {
  for (const payment of world.store.tables.invoice_payment.newestFirst()) {
    if (payment.invoice === invoice) return payment
  }
  return undefined
}

function lineOf(
  world: World,
  invoice: string,
  line: LineItem,
  subscription: Subscription,
  discount: string | null,
): InvoiceLine {
  const item = subscription.items.data.find((candidate) => candidate.price.id === line.price?.id)
  return {
    id: newId('il'),
    object: 'line_item',
    amount: line.amount_subtotal,
    currency: line.currency,
    description: `${line.quantity ?? 1} × ${line.description ?? ''}`,
    discount_amounts: discount ? [{ amount: line.amount_discount, discount }] : [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: subscription.metadata,
    parent: item
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: false,
            proration_details: null,
            subscription: subscription.id,
            subscription_item: item.id,
          },
          type: 'subscription_item_details',
        }
      : null,
    period: {
      start: item?.current_period_start ?? world.now,
      end: item?.current_period_end ?? world.now,
    },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price?.id ?? '', product: line.price?.product ?? '' },
      type: 'price_details',
      unit_amount_decimal: line.price?.unit_amount_decimal ?? null,
    },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity ?? 1),
    subscription: subscription.id,
    subtotal: line.amount_subtotal,
    taxes: [],
  }
}
