import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { advanceTo, customerOnClock, seconds } from './testing/on-a-clock'
import { eventsAbout, type OpenStripe, openStripe } from './testing/open-stripe'
import { eventually, order, pay, refusalOf, secretKey, startStandIn } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test('a clock is made, listed, advanced and deleted with its customers', async () => {
  const { sdk } = stripe
  const { clock, customer, advance, buy } = await customerOnClock(stripe, '2027-01-01T00:00:00Z')
  expect(clock).toMatchObject({ status: 'ready', frozen_time: seconds('2027-01-01T00:00:00Z'), name: 'Test' })
  expect(customer).toMatchObject({ test_clock: clock.id, created: clock.frozen_time })
  expect((await sdk.customers.list({ test_clock: clock.id })).data.map(({ id }) => id)).toEqual([customer.id])
  expect((await sdk.customers.list()).data.map(({ id }) => id)).not.toContain(customer.id)
  await advance('2027-01-02T00:00:00Z')
  const ready = await sdk.testHelpers.testClocks.retrieve(clock.id)
  expect([ready.frozen_time, ready.status_details]).toEqual([seconds('2027-01-02T00:00:00Z'), {}])
  await eventsAbout(stripe, clock.id, [
    'test_helpers.test_clock.created',
    'test_helpers.test_clock.advancing',
    'test_helpers.test_clock.ready',
  ])
  expect((await sdk.testHelpers.testClocks.list()).data.map(({ id }) => id)).toContain(clock.id)
  const subscription = await buy()
  await sdk.testHelpers.testClocks.del(clock.id)
  expect(await sdk.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  expect((await sdk.subscriptions.retrieve(subscription)).status).toBe('canceled')
  expect(await refusalOf(sdk.testHelpers.testClocks.retrieve(clock.id))).toMatchObject({ code: 'resource_missing' })
})

test('a clock never goes back, and an unknown one is refused', async () => {
  const { clock } = await customerOnClock(stripe, '2027-01-01T00:00:00Z')
  const { testClocks } = stripe.sdk.testHelpers
  const back = testClocks.advance(clock.id, { frozen_time: seconds('2026-12-31T00:00:00Z') })
  expect(await refusalOf(back)).toMatchObject({ statusCode: 400, param: 'frozen_time' })
  expect(await refusalOf(stripe.sdk.customers.create({ test_clock: 'clock_x' }))).toMatchObject({
    code: 'resource_missing',
    param: 'test_clock',
  })
})

test('a session lives by the clock of its customer', async () => {
  const { sdk } = stripe
  const { clock, customer, advance } = await customerOnClock(stripe, '2027-03-01T00:00:00Z')
  const session = await sdk.checkout.sessions.create(order({ customer: customer.id, customer_email: undefined }))
  expect([session.created, session.expires_at]).toEqual([clock.frozen_time, clock.frozen_time + 86_400])
  await advance('2027-03-02T00:00:00Z')
  expect((await sdk.checkout.sessions.retrieve(session.id)).status).toBe('expired')
})

test('six months bring six renewals, each for the month that follows', async () => {
  const { advance, buy } = await customerOnClock(stripe, '2027-01-31T08:00:00Z')
  const subscription = await buy()
  await advance('2027-08-01T00:00:00Z')
  const invoices = (await stripe.sdk.invoices.list({ subscription, limit: 100 })).data.toReversed()
  expect(invoices.map(({ status, total }) => [status, total])).toEqual(Array(7).fill(['paid', 799]))
  expect(invoices.map(({ lines }) => lines.data[0]?.period.start)).toEqual(
    ['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31'].map((day) => seconds(`2027-${day}T08:00:00Z`)),
  )
})

test(
  '36 months at once bring 36 renewals, each with its events in order and at its own moment',
  needs('a long advance'),
  async () => {
    const { sdk } = stripe
    const { buy, clock } = await customerOnClock(stripe, '2027-01-31T10:20:30Z')
    const subscription = await buy()
    const startedAt = performance.now()
    await advanceTo(sdk, clock.id, seconds('2030-01-31T10:20:30Z'))
    process.stdout.write(`36 months: ${Math.round(performance.now() - startedAt)} ms\n`)
    const invoices = await sdk.invoices.list({ subscription, limit: 100 }).autoPagingToArray({ limit: 100 })
    expect(invoices).toHaveLength(37)
    expect(invoices.map(({ status, total, billing_reason }) => [status, total, billing_reason])).toEqual([
      ...Array(36).fill(['paid', 799, 'subscription_cycle']),
      ['paid', 799, 'subscription_create'],
    ])
    const days = invoices.toReversed().map(({ created }) => new Date(created * 1000).toISOString().slice(0, 10))
    expect(days.slice(0, 4)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
    expect(days.at(-1)).toBe('2030-01-31')
    const third = invoices.at(-4)
    const events = await sdk.events.list({ created: third?.created ?? 0, limit: 100 })
    expect(events.data.toReversed().map(({ type }) => type)).toEqual([
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'payment_intent.succeeded',
      'charge.succeeded',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice_payment.paid',
      'customer.subscription.updated',
    ])
    const numbers = invoices.toReversed().map(({ number }) => number?.slice(-4))
    expect([numbers[0], numbers[36]]).toEqual(['0001', '0037'])
    expect(invoices[0]?.lines.data[0]?.period).toEqual({
      start: seconds('2030-01-31T10:20:30Z'),
      end: seconds('2030-02-28T10:20:30Z'),
    })
    expect(third?.period_start).toBe(seconds('2027-03-31T10:20:30Z'))
  },
)

test('while a long advance is under way its clock says so, and whoever does not live by it is answered', {
  ...needs('a long advance'),
}, async () => {
  const { sdk } = stripe
  const { buy, clock, customer } = await customerOnClock(stripe, '2027-01-31T10:20:30Z')
  for (let count = 0; count < 5; count++) await buy()
  const target = seconds('2030-01-31T10:20:30Z')
  await sdk.testHelpers.testClocks.advance(clock.id, { frozen_time: target })
  const [shown, twice, changed, other] = await Promise.all([
    sdk.testHelpers.testClocks.retrieve(clock.id),
    refusalOf(sdk.testHelpers.testClocks.advance(clock.id, { frozen_time: target + 1 })),
    refusalOf(sdk.customers.update(customer.id, { name: 'Ann' })),
    sdk.customers.create({ name: 'Bob' }),
  ])
  expect(shown).toMatchObject({
    status: 'advancing',
    frozen_time: clock.frozen_time,
    status_details: { advancing: { target_frozen_time: target } },
  })
  expect(twice).toMatchObject({ statusCode: 400, code: 'test_clock_advancing' })
  expect(changed).toMatchObject({ statusCode: 429, message: expect.stringContaining('advancement underway') })
  expect(other.name).toBe('Bob')
  const ready = await eventually(
    () => sdk.testHelpers.testClocks.retrieve(clock.id),
    ({ status }) => status === 'ready',
    30_000,
  )
  expect(ready).toMatchObject({ frozen_time: target, status_details: {} })
  expect((await sdk.customers.update(customer.id, { name: 'Ann' })).name).toBe('Ann')
  expect((await sdk.invoices.list({ customer: customer.id, limit: 100 })).data).toHaveLength(100)
})

test('36 months of events come in the order of time, and each invoice is made, finalized and then paid', {
  ...needs('a long advance'),
}, async () => {
  const events: { created: number; type: string; data: { object: object } }[] = []
  const standIn = await startStandIn({ onEvent: (event) => events.push(event) })
  const { sdk } = standIn
  const { buy, clock, changeCard } = await customerOnClock({ ...standIn, key: secretKey }, '2027-01-31T10:20:30Z')
  const subscription = await buy()
  events.length = 0
  // The first renewal is paid at its second retry, the others at once.
  await changeCard(subscription, 'pm_card_chargeCustomerFail')
  await advanceTo(sdk, clock.id, seconds('2027-03-04T00:00:00Z'))
  await changeCard(subscription, 'pm_card_visa')
  await advanceTo(sdk, clock.id, seconds('2030-01-31T10:20:30Z'))
  const moments = events.map(({ created }) => created)
  expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  const invoices = await sdk.invoices.list({ subscription, limit: 100 }).autoPagingToArray({ limit: 100 })
  expect(invoices).toHaveLength(37)
  for (const { id } of invoices.slice(0, -1)) {
    const own = events.filter(({ data }) => 'id' in data.object && data.object.id === id).map(({ type }) => type)
    const order = ['invoice.created', 'invoice.finalized', 'invoice.paid', 'invoice.payment_succeeded']
    expect(own.filter((type) => type !== 'invoice.payment_failed')).toEqual(order)
    const failures = own.lastIndexOf('invoice.payment_failed')
    if (failures !== -1) expect(own.slice(2, failures + 1)).toEqual(Array(2).fill('invoice.payment_failed'))
  }
  expect(events.filter(({ type }) => type === 'invoice.payment_failed')).toHaveLength(2)
  await standIn.close()
})

test('an advance after a restart lives through what the first start planned', needs('its own process'), async () => {
  const first = await startStandIn()
  const clock = await first.sdk.testHelpers.testClocks.create({ frozen_time: seconds('2027-01-01T00:00:00Z') })
  const customer = await first.sdk.customers.create({ test_clock: clock.id, email: 'ann@example.com' })
  const session = await first.sdk.checkout.sessions.create(order({ customer: customer.id, customer_email: undefined }))
  await pay(session.url)
  await first.close()
  const second = await startStandIn({ dataDir: first.dataDir })
  await advanceTo(second.sdk, clock.id, seconds('2027-02-02T00:00:00Z'))
  expect((await second.sdk.invoices.list({ customer: customer.id })).data).toHaveLength(2)
  await second.close()
})
