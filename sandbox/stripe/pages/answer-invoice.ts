import { collectInvoice, intentOf } from '../billing/collect-invoice'
import { subscriptionOf } from '../billing/settle-invoice'
import { tellOfChanges } from '../billing/tell-of-changes'
import { attachPaymentMethod, makePaymentMethod } from '../cards/make-payment-method'
import { momentOf } from '../clock/clock-of'
import type { Answer } from '../core/answer-api'
import type { Invoice, PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import type { FormState } from './instrument-fields'
import { invoicePage } from './invoice-page'
import { invoicePdf } from './invoice-pdf'
import { lonelyPage, type PageRequest, pageAnswer, pageHeaders, seeOther } from './page-answer'
import { enteredIn, readPaymentForm } from './read-payment-form'

/** Serves an invoice to whoever has its address: the page, its form to pay, and the document. */
export function answerInvoice(world: World, invoiceId: string, request: PageRequest): Answer {
  const invoice = world.store.tables.invoice.get(invoiceId)
  if (!invoice?.hosted_invoice_url) {
    return lonelyPage(404, 'There is no such invoice', 'The address is incomplete or from another run.')
  }
  return world.at(momentOf(world, [invoiceId]), () => {
    if (request.path.endsWith('/pdf')) return document(invoice)
    const isPayable = invoice.status === 'open' && !isUnderWay(world, invoice)
    if (request.method === 'POST' && isPayable) return pay(world, invoice, new URLSearchParams(request.body))
    if (request.method === 'POST') return seeOther(invoice.hosted_invoice_url ?? '')
    return show(world, invoice, { entered: { method: 'card', values: {} }, errors: {}, refusal: null }, 200)
  })
}

function document(invoice: Invoice): Answer {
  const name = (invoice.number ?? invoice.id).replace(/[^\w-]/g, '')
  const headers = {
    ...pageHeaders,
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="invoice-${name}.pdf"`,
  }
  return { status: 200, headers, body: invoicePdf(invoice) }
}

function pay(world: World, invoice: Invoice, form: URLSearchParams): Answer {
  const entered = enteredIn(form)
  const saved = savedMethods(world, invoice).find(({ id }) => id === form.get('saved'))
  const reading = readPaymentForm(entered, { email: invoice.customer_email ?? 'nobody@example.com' }, world.nowMs)
  if (!saved && !reading.instrument)
    return show(world, invoice, { entered, errors: reading.errors, refusal: null }, 422)
  const outcome = world.change(() => {
    const method = saved ?? (reading.instrument && makePaymentMethod(world, reading.instrument))
    if (!method) throw new Error('There is neither a saved nor a new payment method')
    return tellOfChanges(world, subscriptionOf(world, invoice)?.id, () =>
      collectInvoice(world, invoice, { method, isAutomatic: false }),
    )
  })
  if (outcome.kind === 'declined')
    return show(world, invoice, { entered, errors: {}, refusal: outcome.refusal.message }, 402)
  if (outcome.kind === 'requires_action') return seeOther(actionOf(world, invoice) ?? '')
  if (!saved) keep(world, invoice)
  return seeOther(invoice.hosted_invoice_url ?? '')
}

/** What was typed in stays with the customer, so that the next invoice may use it. */
function keep(world: World, invoice: Invoice) {
  const method = world.store.tables.payment_method.get(intentOf(world, invoice)?.payment_method ?? '')
  const { customer } = invoice
  if (method && customer && method.customer === null) world.change(() => attachPaymentMethod(world, method, customer))
}

function actionOf(world: World, invoice: Invoice): string | null {
  return intentOf(world, invoice)?.next_action?.redirect_to_url?.url ?? null
}

/** Whether a bank debit was ordered that has not come to its end. */
function isUnderWay(world: World, invoice: Invoice): boolean {
  return intentOf(world, invoice)?.status === 'processing'
}

function savedMethods(world: World, invoice: Invoice): PaymentMethod[] {
  if (!invoice.customer) return []
  return [...world.store.tables.payment_method.newestFirst()].filter(({ customer }) => customer === invoice.customer)
}

function show(world: World, known: Invoice, form: FormState, status: number): Answer {
  const invoice = world.store.tables.invoice.get(known.id) ?? known
  const saved = savedMethods(world, invoice)
  return pageAnswer(status, invoicePage({ invoice, saved, isUnderWay: isUnderWay(world, invoice), form }))
}
