import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test('an invoice can be made by hand, finalized, paid, voided and written off', async () => {
  const { sdk } = stripe
  const { customer } = await customerOnClock(stripe, '2027-01-01T00:00:00Z', 'pm_card_visa')
  const make = async () => {
    await sdk.invoiceItems.create({ customer: customer.id, amount: 2000, currency: 'usd', description: 'Move' })
    return sdk.invoices.create({ customer: customer.id, pending_invoice_items_behavior: 'include' })
  }
  const draft = await make()
  expect(draft).toMatchObject({ status: 'draft', total: 2000, billing_reason: 'manual', number: null })
  const open = await sdk.invoices.finalizeInvoice(draft.id)
  expect(open).toMatchObject({ status: 'open', amount_due: 2000 })
  expect(open.hosted_invoice_url).toContain(open.id)
  expect(await sdk.invoices.pay(open.id)).toMatchObject({ status: 'paid', amount_paid: 2000 })
  const second = await sdk.invoices.finalizeInvoice((await make()).id)
  expect((await sdk.invoices.voidInvoice(second.id)).status).toBe('void')
  expect(await refusalOf(sdk.invoices.pay(second.id))).toMatchObject({ code: 'invoice_not_editable' })
  const third = await sdk.invoices.finalizeInvoice((await make()).id)
  expect((await sdk.invoices.markUncollectible(third.id)).status).toBe('uncollectible')
  expect((await sdk.invoices.pay(third.id, { paid_out_of_band: true })).status).toBe('paid')
  const fourth = await make()
  expect(await sdk.invoices.del(fourth.id)).toMatchObject({ deleted: true })
  expect((await sdk.invoices.createPreview({ customer: customer.id })).total).toBe(2000)
})
