import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { retrieveInvoice } from './retrieve-invoice'

/** As Stripe answers it with automatic tax (https://docs.stripe.com/api/invoices/object); the stand-in has no taxes. */
const invoice = {
  id: 'in_1',
  object: 'invoice',
  amount_due: 856,
  amount_paid: 856,
  created: 1_800_000_000,
  currency: 'usd',
  hosted_invoice_url: 'https://invoice.stripe.com/i/1',
  invoice_pdf: 'https://pay.stripe.com/invoice/1/pdf',
  lines: { object: 'list', data: [{ period: { start: 1_800_000_000, end: 1_802_678_400 } }], has_more: false },
  number: 'A-0001',
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1' } },
  period_start: 1_800_000_000,
  period_end: 1_800_000_000,
  status: 'paid',
  status_transitions: { paid_at: 1_800_000_010 },
  subtotal: 799,
  total: 856,
  total_discount_amounts: [{ amount: 80, discount: 'di_1' }],
  // A state's and a city's.
  total_taxes: [
    {
      amount: 100,
      tax_behavior: 'exclusive',
      taxability_reason: 'standard_rated',
      taxable_amount: 719,
      type: 'tax_rate_details',
    },
    {
      amount: 37,
      tax_behavior: 'exclusive',
      taxability_reason: 'standard_rated',
      taxable_amount: 719,
      type: 'tax_rate_details',
    },
  ],
}

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(invoice))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubEnv('STRIPE_API_BASE', `http://127.0.0.1:${port}`)
})

afterAll(() => server.close())

test('the taxes of an invoice are added up, as its discounts are, and its amounts stay what Stripe says', async () => {
  expect(await retrieveInvoice('in_1')).toMatchObject({
    stripeSubscriptionId: 'sub_1',
    subtotal: 799,
    discount: 80,
    tax: 137,
    total: 856,
    amountDue: 856,
    amountPaid: 856,
  })
})
