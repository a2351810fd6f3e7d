import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { eventually, goodCard, order, pay, type StandIn, startStandIn } from './testing/stand-in'

const paged = needs('a page')

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

const post = (url: string, form: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })

async function atTheBank(card_number: string) {
  const session = await standIn.sdk.checkout.sessions.create(order())
  const answer = await pay(session.url, { ...goodCard, card_number })
  return { session, bank: String(answer.headers.get('location')) }
}

test.each(['4000002500003155', '4000000000003220'])(
  'card %s is paid once the bank has confirmed it',
  paged,
  async (number) => {
    const { session, bank } = await atTheBank(number)
    const page = await (await fetch(bank)).text()
    for (const words of ['$7.99', `ending in ${number.slice(-4)}`, 'no money moves']) expect(page).toContain(words)
    expect((await standIn.sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
    const answer = await post(bank, { answer: 'confirm' })
    expect(answer.headers.get('location')).toBe(`http://shop.test/complete?session_id=${session.id}`)
    expect(await standIn.sdk.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
    })
    expect((await post(bank, { answer: 'confirm' })).status).toBe(200)
    expect(await (await fetch(bank)).text()).toContain('nothing left to confirm')
  },
)

test('what the bank did not confirm is not paid, and another card can be tried', paged, async () => {
  const { session, bank } = await atTheBank('4000000000003220')
  expect((await post(bank)).status).toBe(200)
  const answer = await post(bank, { answer: 'refuse' })
  expect(answer.headers.get('location')).toBe(session.url)
  expect((await standIn.sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
  expect((await standIn.sdk.events.list({ type: 'payment_intent.payment_failed' })).data).toHaveLength(1)
  expect((await pay(session.url)).status).toBe(303)
})

test('there is no page for an unknown payment or invoice', paged, async () => {
  for (const path of ['/3ds/pi_none', '/i/in_none', '/i/in_none/pdf', '/p/session/none']) {
    const answer = await fetch(`${standIn.url}${path}`)
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.headers.get('content-type')).toContain('text/html')
  }
})

async function paidInvoice() {
  const session = await standIn.sdk.checkout.sessions.create(order())
  await pay(session.url)
  const { invoice } = await standIn.sdk.checkout.sessions.retrieve(session.id)
  return standIn.sdk.invoices.retrieve(String(invoice))
}

test('a paid invoice shows its lines and total, and takes no second payment', paged, async () => {
  const invoice = await paidInvoice()
  const url = String(invoice.hosted_invoice_url)
  const page = await (await fetch(url)).text()
  for (const words of [`Invoice ${invoice.number}`, 'Starter', '$7.99', 'This invoice is paid'])
    expect(page).toContain(words)
  expect(page).not.toContain('<form')
  expect((await post(url, goodCard)).status).toBe(303)
  expect((await standIn.sdk.invoices.retrieve(String(invoice.id))).attempt_count).toBe(1)
})

test('the PDF is a document of one page with number and total, and says what it is', paged, async () => {
  const invoice = await paidInvoice()
  const answer = await fetch(String(invoice.invoice_pdf))
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const text = await answer.text()
  expect(text.startsWith('%PDF-1.4')).toBe(true)
  for (const words of [`Number ${invoice.number}`, '$7.99', 'stand-in for Stripe']) expect(text).toContain(words)
  const table = Number(/startxref\n(\d+)/.exec(text)?.[1])
  expect(text.slice(table, table + 4)).toBe('xref')
})

/** An invoice of a renewal whose card was declined. */
async function openInvoice() {
  const { sdk } = standIn
  const start = Math.floor(Date.now() / 1000)
  const clock = await sdk.testHelpers.testClocks.create({ frozen_time: start })
  const customer = await sdk.customers.create({ email: 'john@example.com', test_clock: clock.id })
  const session = await sdk.checkout.sessions.create(order({ customer: customer.id, customer_email: undefined }))
  await pay(session.url)
  const portal = await sdk.billingPortal.sessions.create({ customer: customer.id })
  await post(`${portal.url}/methods/add`, { ...goodCard, card_number: '4000000000000341', default: 'yes' })
  await sdk.testHelpers.testClocks.advance(clock.id, { frozen_time: start + 33 * 86_400 })
  await eventually(
    () => sdk.testHelpers.testClocks.retrieve(clock.id),
    ({ status }) => status === 'ready',
  )
  const [invoice] = (await sdk.invoices.list({ customer: customer.id, status: 'open' })).data
  const subscription = String(invoice?.parent?.subscription_details?.subscription)
  expect((await sdk.subscriptions.retrieve(subscription)).status).toBe('past_due')
  return { id: String(invoice?.id), url: String(invoice?.hosted_invoice_url), customer: customer.id, subscription }
}

test(
  'an open invoice is refused on the bad card and paid with a new one, which is kept; the subscription goes on',
  paged,
  async () => {
    const { id, url, customer, subscription } = await openInvoice()
    const page = await (await fetch(url)).text()
    expect(page).toContain('Pay $7.99 with Visa ending in 0341')
    const [bad] = (await standIn.sdk.customers.listPaymentMethods(customer)).data
    const refused = await post(url, { saved: String(bad?.id) })
    expect([refused.status, (await refused.text()).includes('Nothing was charged')]).toEqual([402, true])
    expect((await post(url, { ...goodCard, card_cvc: '' })).status).toBe(422)
    expect((await standIn.sdk.invoices.retrieve(id)).status).toBe('open')
    expect((await post(url, { ...goodCard, card_number: '5555555555554444' })).headers.get('location')).toBe(url)
    expect(await standIn.sdk.invoices.retrieve(id)).toMatchObject({ status: 'paid', amount_remaining: 0 })
    expect((await standIn.sdk.subscriptions.retrieve(subscription)).status).toBe('active')
    const kept = await standIn.sdk.customers.listPaymentMethods(customer)
    expect(kept.data.map(({ card }) => card?.last4)).toContain('4444')
  },
)

test(
  'an invoice whose card needs the bank is paid after its page, which leads back to the invoice',
  paged,
  async () => {
    const { id, url } = await openInvoice()
    const bank = String((await post(url, { ...goodCard, card_number: '4000000000003220' })).headers.get('location'))
    expect(bank).toContain('/3ds/pi_')
    expect((await post(bank, { answer: 'confirm' })).headers.get('location')).toBe(url)
    expect((await standIn.sdk.invoices.retrieve(id)).status).toBe('paid')
    expect(await (await fetch(url)).text()).toContain('This invoice is paid')
  },
)

test('an invoice paid by bank debit is under way at first', paged, async () => {
  const { id, url } = await openInvoice()
  const account = {
    method: 'bank_debit',
    routing_number: '110000000',
    account_number: '000123456789',
    account_name: 'John',
  }
  expect((await post(url, account)).headers.get('location')).toBe(url)
  expect((await standIn.sdk.invoices.retrieve(id)).status).toBe('open')
  expect(await (await fetch(url)).text()).toContain('The payment is under way')
  expect((await post(url, account)).status).toBe(303)
  const { data } = await standIn.sdk.charges.list()
  expect(data.filter(({ status }) => status === 'pending')).toHaveLength(1)
})
