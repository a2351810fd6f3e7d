import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, priceOf, seconds } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe } from './testing/open-stripe'
import { line, secretKey, startStandIn } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** What `invoice.upcoming` told a customer, the first first: at which moment, and how much will be charged. */
async function told({ sdk }: OpenStripe, customer: string) {
  const { data } = await sdk.events.list({ type: 'invoice.upcoming', limit: 100 })
  return data.toReversed().flatMap(({ created, data: { object } }) => {
    if (object.object !== 'invoice' || object.customer !== customer) return []
    return [[new Date(created * 1000).toISOString().slice(0, 10), object.total]]
  })
}

test('a renewal is told of in advance, with an invoice that is not there yet', async () => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  await advance('2027-02-09T00:00:00Z')
  await eventsAbout(stripe, customer.id, ['invoice.upcoming'])
  const [event] = (await sdk.events.list({ type: 'invoice.upcoming' })).data
  expect(event?.data.object).toMatchObject({
    object: 'invoice',
    billing_reason: 'upcoming',
    customer: customer.id,
    number: null,
    parent: { subscription_details: { subscription: id } },
    total: 799,
  })
  expect((await sdk.invoices.list({ subscription: id })).data).toHaveLength(1)
})

test(
  'each renewal is told of once, seven days before, and the last period is not',
  needs('exact moments'),
  async () => {
    const { sdk } = stripe
    const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
    const id = await buy()
    await advance('2027-03-01T00:00:00Z')
    await sdk.subscriptions.update(id, { metadata: { a: 'b' } })
    await sdk.subscriptions.update(id, { cancel_at_period_end: true })
    await advance('2027-05-01T00:00:00Z')
    expect(await told(stripe, customer.id)).toEqual([['2027-02-03', 799]])
  },
)

test('a cancellation that is undone late is made up for at once', needs('exact moments'), async () => {
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  await stripe.sdk.subscriptions.update(id, { cancel_at_period_end: true })
  await advance('2027-02-08T00:00:00Z')
  await stripe.sdk.subscriptions.update(id, { cancel_at_period_end: false })
  await advance('2027-02-09T00:00:00Z')
  expect(await told(stripe, customer.id)).toEqual([['2027-02-08', 799]])
})

test('what a schedule changes with the renewal is in it already', needs('exact moments'), async () => {
  const { sdk } = stripe
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  const mini = await priceOf(stripe, 'Mini', 199)
  const schedule = await sdk.subscriptionSchedules.create({ from_subscription: id })
  const [phase] = schedule.phases
  const current = (phase?.items ?? []).map(({ price }) => ({ price: String(price), quantity: 1 }))
  await sdk.subscriptionSchedules.update(schedule.id, {
    phases: [
      { items: current, start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
      { items: [{ price: mini.id }], duration: { interval: 'month', interval_count: 1 } },
    ],
    end_behavior: 'cancel',
  })
  expect((await sdk.invoices.createPreview({ subscription: id })).total).toBe(199)
  await advance('2027-04-10T00:00:00Z')
  expect(await told(stripe, customer.id)).toEqual([['2027-02-03', 199]])
})

test(
  'a period of a week is too short to be told of; a number of days can be chosen',
  needs('its own process'),
  async () => {
    const standIn = await startStandIn({ upcomingDays: 3 })
    const own = { ...standIn, key: secretKey }
    const life = await customerOnClock(own, '2027-01-10T00:00:00Z')
    await life.buy({ line_items: [line({ recurring: { interval: 'week' } })] })
    await life.advance('2027-01-18T00:00:00Z')
    expect(await told(own, life.customer.id)).toEqual([['2027-01-14', 799]])
    await own.close()
    const weekly = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
    await weekly.buy({ line_items: [line({ recurring: { interval: 'week' } })] })
    await weekly.advance('2027-02-10T00:00:00Z')
    expect(await told(stripe, weekly.customer.id)).toEqual([])
  },
)

test('a trial that ends is told of as well', needs('exact moments'), async () => {
  const { advance, buy, customer } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  await buy({ subscription_data: { trial_end: seconds('2027-01-24T00:00:00Z') } })
  await advance('2027-01-20T00:00:00Z')
  expect(await told(stripe, customer.id)).toEqual([['2027-01-17', 799]])
})
