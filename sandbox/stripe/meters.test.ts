import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { seconds } from './testing/on-a-clock'
import { type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { eventually, refusalOf, startStandIn } from './testing/stand-in'

let stripe: OpenStripe
let customer: string
beforeAll(async () => {
  stripe = await openStripe()
  customer = (await stripe.sdk.customers.create({ email: 'a@example.com' })).id
})
afterAll(() => stripe.close())

const now = () => Math.floor(Date.now() / 1000)
const meter = (event_name: string, formula: 'sum' | 'count' | 'last' = 'sum') =>
  stripe.sdk.billing.meters.create({ display_name: event_name, event_name, default_aggregation: { formula } })
const use = (event_name: string, value: string, more: { identifier?: string; timestamp?: number } = {}) =>
  stripe.sdk.billing.meterEvents.create({ event_name, payload: { stripe_customer_id: customer, value }, ...more })

/** What a meter sums up: grouped by day, or as a whole. It takes Stripe a moment to count an event. */
async function sumsUp(id: string, expected: number[], isDaily = false) {
  const today = now() - (now() % 86_400)
  const span = { customer, start_time: today - 40 * 86_400, end_time: today + 86_400 }
  const grouping = isDaily ? { value_grouping_window: 'day' as const } : {}
  const ask = async () => {
    const { data } = await stripe.sdk.billing.meters.listEventSummaries(id, { ...span, ...grouping })
    return data.map(({ aggregated_value }) => aggregated_value)
  }
  await eventually(ask, (values) => JSON.stringify(values) === JSON.stringify(expected))
}

test('a meter is made once for a name, renamed, turned off and on', async () => {
  const { billing } = stripe.sdk
  const visits = unique('visits')
  const made = await meter(visits)
  expect(made).toMatchObject({ status: 'active', value_settings: { event_payload_key: 'value' } })
  expect((await refusalOf(meter(visits))).param).toBe('event_name')
  expect((await billing.meters.update(made.id, { display_name: 'Visits' })).display_name).toBe('Visits')
  expect((await billing.meters.deactivate(made.id)).status).toBe('inactive')
  expect((await refusalOf(use(visits, '1'))).param).toBe('event_name')
  expect((await billing.meters.reactivate(made.id)).status_transitions.deactivated_at).toBeNull()
  expect((await billing.meters.list({ status: 'active' })).data.map(({ id }) => id)).toContain(made.id)
})

test.each([
  ['sum', 6],
  ['count', 3],
  ['last', 3],
] as const)('usage is summed up by %s', async (formula, expected) => {
  const name = unique(formula)
  const { id } = await meter(name, formula)
  for (const [index, value] of ['1', '2', '3'].entries()) await use(name, value, { timestamp: now() - 30 + index })
  await sumsUp(id, [expected])
})

test('usage is grouped by day, and an event is taken back', async () => {
  const traffic = unique('traffic')
  const { id } = await meter(traffic)
  await use(traffic, '5', { timestamp: now() - 86_400 })
  await use(traffic, '1.5')
  const identifier = unique('wrong')
  await use(traffic, '7', { identifier })
  const adjust = { event_name: traffic, type: 'cancel', cancel: { identifier } } as const
  await stripe.sdk.billing.meterEventAdjustments.create(adjust)
  await sumsUp(id, [1.5, 5], true)
})

test('an adjustment is complete at once, and is made once', needs('its own words'), async () => {
  const { meterEventAdjustments } = stripe.sdk.billing
  await meter('adjusted')
  await use('adjusted', '7', { identifier: 'typo' })
  const adjust = { event_name: 'adjusted', type: 'cancel', cancel: { identifier: 'typo' } } as const
  expect((await meterEventAdjustments.create(adjust)).status).toBe('complete')
  expect((await refusalOf(meterEventAdjustments.create(adjust))).param).toBe('cancel[identifier]')
})

test('an identifier counts once within 24 hours, and again after', needs('its own time'), async () => {
  let nowMs = Date.parse('2027-03-15T12:00:00Z')
  const standIn = await startStandIn({ clock: () => nowMs })
  const { billing, customers } = standIn.sdk
  const { id: stripe_customer_id } = await customers.create({ email: 'a@example.com' })
  const asked = { display_name: 'Once', event_name: 'once', default_aggregation: { formula: 'sum' } } as const
  const { id } = await billing.meters.create(asked)
  const event = { event_name: 'once', identifier: 'a', payload: { stripe_customer_id, value: '1' } }
  await billing.meterEvents.create(event)
  expect((await refusalOf(billing.meterEvents.create(event))).param).toBe('identifier')
  nowMs += 24 * 3600 * 1000 + 1000
  await billing.meterEvents.create(event)
  const span = { start_time: seconds('2027-03-15T00:00:00Z'), end_time: seconds('2027-03-17T00:00:00Z') }
  const { data } = await billing.meters.listEventSummaries(id, { customer: stripe_customer_id, ...span })
  expect(data.map(({ aggregated_value }) => aggregated_value)).toEqual([2])
  await standIn.close()
})

test.each([
  ['timestamp', 'older than 35 days', (name: string) => use(name, '1', { timestamp: now() - 35 * 86_400 - 1 })],
  ['timestamp', 'in the future', (name: string) => use(name, '1', { timestamp: now() + 600 })],
  ['payload[value]', 'no number', (name: string) => use(name, 'many')],
  [
    'payload[stripe_customer_id]',
    'of nobody',
    (name: string) => stripe.sdk.billing.meterEvents.create({ event_name: name, payload: { value: '1' } }),
  ],
])('%s: usage that is %s is refused', async (param, _name, ask) => {
  const name = unique('limits')
  await meter(name)
  expect(await refusalOf(ask(name))).toMatchObject({ statusCode: 400, param })
})
