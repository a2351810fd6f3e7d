import { newId } from '../core/id'
import type { Invoice } from '../core/stored'
import type { World } from '../core/world'
import { makePaymentIntent } from '../payments/make-payment-intent'
import { amountDue } from './draft-invoice'

/**
 * Gives a draft its number and makes it payable. The customer's balance is drawn on now, as at Stripe.
 * @param given the payment intent that pays it when there is one already, as on the payment page: that one is for the
 * whole amount, so the balance stays as it is
 */
export function finalizeInvoice(world: World, draft: Invoice, given: { paymentIntent?: string } = {}): Invoice {
  const customer = draft.customer ? world.store.tables.customer.get(draft.customer) : undefined
  const balance = given.paymentIntent ? 0 : (customer?.balance ?? 0)
  const due = amountDue(draft.total, balance)
  const sequence = customer?.next_invoice_sequence ?? 1
  const invoice = world.store.tables.invoice.put({
    ...draft,
    amount_due: due,
    amount_remaining: due,
    effective_at: world.now,
    ending_balance: Math.min(0, draft.total + balance),
    hosted_invoice_url: `${world.baseUrl}/i/${draft.id}`,
    invoice_pdf: `${world.baseUrl}/i/${draft.id}/pdf`,
    number: `${customer?.invoice_prefix ?? 'NONE'}-${String(sequence).padStart(4, '0')}`,
    starting_balance: balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: world.now },
  })
  if (customer) {
    const after = world.store.tables.customer.put({
      ...customer,
      balance: given.paymentIntent ? customer.balance : Math.min(0, draft.total + balance),
      currency: invoice.currency,
      next_invoice_sequence: sequence + 1,
    })
    if (after.balance !== customer.balance) world.emit('customer.updated', after, { balance: customer.balance })
  }
  world.emit('invoice.finalized', invoice)
  if (due > 0) expectPayment(world, invoice, given.paymentIntent ?? intentFor(world, invoice))
  return invoice
}

const descriptions = new Map<string | null, string>([
  ['subscription_create', 'Subscription creation'],
  ['subscription_update', 'Subscription update'],
  ['subscription_cycle', 'Subscription update'],
])

function intentFor(world: World, invoice: Invoice): string {
  return makePaymentIntent(
    world,
    {
      amount: invoice.amount_due,
      currency: invoice.currency,
      customer: invoice.customer,
      description: descriptions.get(invoice.billing_reason) ?? 'Payment for Invoice',
      setup_future_usage: invoice.billing_reason === 'subscription_create' ? 'off_session' : null,
    },
    { invoice: invoice.id },
  ).id
}

function expectPayment(world: World, invoice: Invoice, paymentIntent: string) {
  const payment = world.store.tables.invoice_payment.put({
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
  world.store.tables.invoice_collection.put({ id: invoice.id, paymentIntent, invoicePayment: payment.id })
}
