import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const invoicesOf = async (subscription: string) =>
  (await stripe.sdk.invoices.list({ subscription })).data.map(({ total, billing_reason }) => [billing_reason, total])

/** Bought on 1 April for 7.99 a month; it is the 16th. */
async function halfWay() {
  const life = await customerOnClock(stripe, '2027-04-01T00:00:00Z')
  const id = await life.buy()
  await life.advance('2027-04-16T00:00:00Z')
  return { ...life, id }
}

test('a schedule made from a subscription changes its plan at period end and lets it go', async () => {
  const { sdk } = stripe
  const { id, advance } = await halfWay()
  const mini = await priceOf(stripe, 'Mini', 199)
  const schedule = await sdk.subscriptionSchedules.create({ from_subscription: id })
  const [phase] = schedule.phases
  expect(phase).toMatchObject({
    start_date: seconds('2027-04-01T00:00:00Z'),
    end_date: seconds('2027-05-01T00:00:00Z'),
  })
  expect((await sdk.subscriptions.retrieve(id)).schedule).toBe(schedule.id)
  const current = (phase?.items ?? []).map(({ price, quantity }) => ({ price: String(price), quantity: quantity ?? 1 }))
  await sdk.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [
      { items: current, start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
      { items: [{ price: mini.id, quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
    ],
  })
  expect(await refusalOf(sdk.subscriptions.update(id, { cancel_at_period_end: true }))).toMatchObject({
    param: 'cancel_at_period_end',
  })
  await advance('2027-05-02T00:00:00Z')
  expect((await invoicesOf(id))[0]).toEqual(['subscription_cycle', 199])
  expect((await sdk.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(mini.id)
  await advance('2027-06-02T00:00:00Z')
  expect(await sdk.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({
    status: 'released',
    released_subscription: id,
  })
  expect(await sdk.subscriptions.retrieve(id)).toMatchObject({ status: 'active', schedule: null })
})

test('a schedule can be released before it does anything, and can begin or end a subscription', async () => {
  const { sdk } = stripe
  const { id } = await halfWay()
  const schedule = await sdk.subscriptionSchedules.create({ from_subscription: id })
  expect((await sdk.subscriptionSchedules.release(schedule.id)).status).toBe('released')
  expect(await refusalOf(sdk.subscriptionSchedules.release(schedule.id))).toMatchObject({ statusCode: 400 })
  const { customer, advance } = await customerOnClock(stripe, '2027-01-01T00:00:00Z', 'pm_card_visa')
  const price = await priceOf(stripe, 'Starter', 799)
  const planned = await sdk.subscriptionSchedules.create({
    customer: customer.id,
    start_date: seconds('2027-01-10T00:00:00Z'),
    end_behavior: 'cancel',
    phases: [{ items: [{ price: price.id }], duration: { interval: 'month', interval_count: 2 } }],
  })
  expect(planned).toMatchObject({ status: 'not_started', subscription: null })
  await advance('2027-01-11T00:00:00Z')
  const [begun] = (await sdk.subscriptions.list({ customer: customer.id })).data
  expect(begun).toMatchObject({ status: 'active', schedule: planned.id })
  await advance('2027-03-11T00:00:00Z')
  expect((await sdk.subscriptions.retrieve(String(begun?.id))).status).toBe('canceled')
  expect((await sdk.subscriptionSchedules.retrieve(planned.id)).status).toBe('completed')
  expect(await invoicesOf(String(begun?.id))).toHaveLength(2)
})
