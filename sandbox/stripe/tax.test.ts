import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { goodCard, line, order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

const paged = needs('a page')

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

type Behavior = 'exclusive' | 'inclusive'

function open(tax_behavior: Behavior, changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const line_items = [line({ unit_amount: 1000, tax_behavior })]
  return standIn.sdk.checkout.sessions.create(order({ automatic_tax: { enabled: true }, line_items, ...changes }))
}

async function buy(
  tax_behavior: Behavior,
  country: string,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
) {
  const { id, url } = await open(tax_behavior, changes)
  expect((await pay(url, { ...goodCard, country })).status).toBe(303)
  const session = await standIn.sdk.checkout.sessions.retrieve(id)
  const invoice = await standIn.sdk.invoices.retrieve(String(session.invoice))
  return { session, invoice }
}

test('a session that is taxed waits for the buyer’s country', paged, async () => {
  const session = await open('exclusive')
  expect(session).toMatchObject({
    amount_total: 1000,
    automatic_tax: { enabled: true, status: 'requires_location_inputs' },
    total_details: { amount_tax: 0 },
  })
  const refused = await pay(session.url)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Enter your country')
})

test('the tax is seen before it is paid, and again for another country', paged, async () => {
  const { id, url } = await open('exclusive')
  const page = await (await pay(url, { show_tax: 'yes', country: 'de' })).text()
  expect(page).toContain('$1.90')
  expect(page).toContain('Pay $11.90 and subscribe')
  expect(await (await pay(url, { show_tax: 'yes', country: 'FR' })).text()).toContain('Pay $12.00 and subscribe')
  expect((await pay(url)).status).toBe(303)
  expect(await standIn.sdk.checkout.sessions.retrieve(id)).toMatchObject({ amount_total: 1200, payment_status: 'paid' })
})

test.each(['', 'X', 'Germany'])('“%s” is no country', paged, async (country) => {
  const { url } = await open('exclusive')
  expect((await pay(url, { show_tax: 'yes', country })).status).toBe(422)
  expect((await pay(url, { ...goodCard, country })).status).toBe(422)
})

test.each([
  ['exclusive' as const, 'DE', { total: 1190, tax: 190, net: 1000 }],
  ['inclusive' as const, 'DE', { total: 1000, tax: 160, net: 840 }],
  ['exclusive' as const, 'US', { total: 1000, tax: 0, net: 1000 }],
])('%s tax in %s is on session, invoice and payment', paged, async (behavior, country, { total, tax, net }) => {
  const { session, invoice } = await buy(behavior, country)
  expect(session).toMatchObject({
    amount_subtotal: 1000,
    amount_total: total,
    automatic_tax: { status: 'complete' },
    customer_details: { address: { country } },
    total_details: { amount_tax: tax },
  })
  expect(invoice).toMatchObject({
    amount_paid: total,
    subtotal: 1000,
    subtotal_excluding_tax: net,
    total,
    total_excluding_tax: net,
    total_taxes: [{ amount: tax, tax_behavior: behavior, taxable_amount: country === 'US' ? 0 : net }],
    automatic_tax: { enabled: true, status: 'complete' },
  })
  expect(await standIn.sdk.subscriptions.retrieve(String(session.subscription))).toMatchObject({
    automatic_tax: { enabled: true },
  })
})

test('a discount is taken off before the tax', paged, async () => {
  const coupon = await standIn.sdk.coupons.create({ percent_off: 10, duration: 'once' })
  const { session, invoice } = await buy('exclusive', 'DE', { discounts: [{ coupon: coupon.id }] })
  expect(session).toMatchObject({ amount_subtotal: 1000, amount_total: 1071, total_details: { amount_tax: 171 } })
  expect(invoice.total).toBe(1071)
})

test('a change of the price is taxed as the subscription is, and its preview says so', paged, async () => {
  const { session } = await buy('exclusive', 'ES')
  const subscription = await standIn.sdk.subscriptions.retrieve(String(session.subscription))
  const [item] = subscription.items.data
  const product = String(item?.price.product)
  const items = [
    {
      id: String(item?.id),
      price_data: {
        currency: 'usd',
        product,
        unit_amount: 3000,
        recurring: { interval: 'month' as const },
        tax_behavior: 'exclusive' as const,
      },
    },
  ]
  const moment = subscription.start_date
  const change = { proration_behavior: 'always_invoice' as const, proration_date: moment }
  const preview = await standIn.sdk.invoices.createPreview({
    subscription: subscription.id,
    subscription_details: { items, ...change },
  })
  const changed = await standIn.sdk.subscriptions.update(subscription.id, { items, ...change })
  const invoice = await standIn.sdk.invoices.retrieve(String(changed.latest_invoice))
  expect(preview.amount_due).toBe(2420)
  expect(invoice).toMatchObject({ amount_paid: 2420, total_taxes: [{ amount: 420 }] })
})

test('a session that is not taxed asks for no country', paged, async () => {
  const session = await standIn.sdk.checkout.sessions.create(order())
  expect(session.automatic_tax).toMatchObject({ enabled: false, status: null })
  expect(await (await fetch(String(session.url))).text()).not.toContain('Country')
  expect((await pay(session.url)).status).toBe(303)
})

test('prices that do not say whether tax is included are refused', async () => {
  const params = order({ automatic_tax: { enabled: true } })
  const refusal = await refusalOf(standIn.sdk.checkout.sessions.create(params))
  expect(refusal).toMatchObject({ statusCode: 400, param: 'line_items' })
})

test('a customer of whom it is not known where they live is refused; another is taxed at once', paged, async () => {
  const { sdk } = standIn
  const nobody = await sdk.customers.create({ email: 'a@example.com' })
  const bare = { customer: nobody.id, customer_email: undefined }
  expect(await refusalOf(open('exclusive', bare))).toMatchObject({ code: 'customer_tax_location_invalid' })
  const known = await sdk.customers.create({ email: 'b@example.com', address: { country: 'IE' } })
  const session = await open('exclusive', { customer: known.id, customer_email: undefined })
  expect(session).toMatchObject({ amount_total: 1230, automatic_tax: { status: 'complete' } })
  expect((await pay(session.url)).status).toBe(303)
})
