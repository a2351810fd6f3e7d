import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, priceOf } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe } from './testing/open-stripe'
import { line } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const endsOf = async (id: string) =>
  (await eventsAbout(stripe, id, ['customer.subscription.deleted'])).filter(
    (type) => type === 'customer.subscription.deleted',
  )

test(
  'a subscription with several unpaid invoices ends once, and none of them is tried again',
  needs('a plan of retries'),
  async () => {
    const { sdk } = stripe
    const { advance, buy, changeCard, customer } = await customerOnClock(stripe, '2027-01-01T00:00:00Z')
    const id = await buy({ line_items: [line({ recurring: { interval: 'week' } })] })
    await changeCard(id, 'pm_card_chargeCustomerFail')
    await advance('2027-01-23T12:00:00Z')
    expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled' })
    const good = await sdk.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await sdk.customers.update(customer.id, { invoice_settings: { default_payment_method: good.id } })
    await sdk.paymentMethods.detach(String((await sdk.subscriptions.retrieve(id)).default_payment_method))
    await advance('2027-04-01T00:00:00Z')
    const unpaid = (await sdk.invoices.list({ subscription: id, status: 'open' })).data
    expect(unpaid.map((row) => [row.auto_advance, row.next_payment_attempt])).toEqual(Array(3).fill([false, null]))
    expect(await endsOf(id)).toHaveLength(1)
    expect((await sdk.charges.list({ customer: customer.id })).data.filter(({ paid }) => paid)).toHaveLength(1)
    // By hand it can still be paid, and that wakes nothing up.
    expect((await sdk.invoices.pay(String(unpaid[0]?.id), { payment_method: good.id })).status).toBe('paid')
    expect((await sdk.subscriptions.retrieve(id)).status).toBe('canceled')
  },
)

test('a customer who goes leaves a subscription that was given up as it is', async () => {
  const { sdk } = stripe
  const { customer, advance, buy } = await customerOnClock(stripe, '2027-01-10T00:00:00Z', 'pm_card_chargeCustomerFail')
  const price = await priceOf(stripe, 'Starter', 799)
  const { id } = await sdk.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })
  const running = await buy()
  await advance('2027-01-11T01:00:00Z')
  await sdk.customers.del(customer.id)
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('incomplete_expired')
  expect((await sdk.subscriptions.retrieve(running)).status).toBe('canceled')
  expect(await endsOf(customer.id)).toHaveLength(1)
})

test.each([
  ['dropped', {}, []],
  ['kept when the rest is given back', { prorate: true }, [1000, -400, -1000]],
])('prorations that wait are %s when a subscription ends at once', async (_name, how, left) => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await buy()
  await advance('2027-04-16T00:00:00Z')
  const price = await priceOf(stripe, 'Business', 1999)
  const item = String((await sdk.subscriptions.retrieve(id)).items.data[0]?.id)
  await sdk.subscriptions.update(id, { items: [{ id: item, price: price.id }] })
  await sdk.subscriptions.cancel(id, how)
  const waiting = (await sdk.invoiceItems.list({ customer: customer.id, pending: true })).data
  expect(waiting.map(({ amount }) => amount).toSorted((a, b) => b - a)).toEqual(left)
})
