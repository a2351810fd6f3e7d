import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
let nowMs = Date.parse('2027-03-15T12:00:00Z')
const now = () => Math.floor(nowMs / 1000)
let customer: string
beforeAll(async () => {
  standIn = await startStandIn({ clock: () => nowMs })
  customer = (await standIn.sdk.customers.create({ email: 'a@example.com' })).id
})
afterAll(() => standIn.close())

const meter = (event_name: string, formula: 'sum' | 'count' | 'last' = 'sum') =>
  standIn.sdk.billing.meters.create({ display_name: event_name, event_name, default_aggregation: { formula } })
const use = (event_name: string, value: string, more: { identifier?: string; timestamp?: number } = {}) =>
  standIn.sdk.billing.meterEvents.create({ event_name, payload: { stripe_customer_id: customer, value }, ...more })
async function used(id: string, window?: 'hour' | 'day') {
  const span = { customer, start_time: now() - 40 * 86_400 - (now() % 60), end_time: now() + 3600 - (now() % 60) }
  const grouping = window ? { value_grouping_window: window } : {}
  const { data } = await standIn.sdk.billing.meters.listEventSummaries(id, { ...span, ...grouping })
  return data.map(({ aggregated_value }) => aggregated_value)
}

test('a meter is made once for a name, renamed, turned off and on', async () => {
  const { billing } = standIn.sdk
  const made = await meter('visits')
  expect(made).toMatchObject({ status: 'active', value_settings: { event_payload_key: 'value' } })
  expect((await refusalOf(meter('visits'))).param).toBe('event_name')
  expect((await billing.meters.update(made.id, { display_name: 'Visits' })).display_name).toBe('Visits')
  expect((await billing.meters.deactivate(made.id)).status).toBe('inactive')
  expect((await refusalOf(use('visits', '1'))).param).toBe('event_name')
  expect((await billing.meters.reactivate(made.id)).status_transitions.deactivated_at).toBeNull()
  expect((await billing.meters.list({ status: 'active' })).data.map(({ id }) => id)).toContain(made.id)
})

test.each([
  ['sum', [6]],
  ['count', [3]],
  ['last', [3]],
] as const)('usage is summed up by %s', async (formula, expected) => {
  const { id } = await meter(`by_${formula}`, formula)
  for (const value of ['1', '2', '3']) await use(`by_${formula}`, value)
  expect(await used(id)).toEqual(expected)
})

test('usage is grouped by day, and an event is taken back', async () => {
  const { id } = await meter('traffic')
  await use('traffic', '5', { timestamp: now() - 86_400 })
  await use('traffic', '1.5')
  await use('traffic', '7', { identifier: 'wrong' })
  const adjust = { event_name: 'traffic', type: 'cancel', cancel: { identifier: 'wrong' } } as const
  expect((await standIn.sdk.billing.meterEventAdjustments.create(adjust)).status).toBe('complete')
  expect((await refusalOf(standIn.sdk.billing.meterEventAdjustments.create(adjust))).param).toBe('cancel[identifier]')
  expect(await used(id, 'day')).toEqual([1.5, 5])
})

test('an identifier counts once within 24 hours, and again after', async () => {
  const { id } = await meter('once')
  await use('once', '1', { identifier: 'a' })
  expect((await refusalOf(use('once', '1', { identifier: 'a' }))).param).toBe('identifier')
  nowMs += 24 * 3600 * 1000 + 1000
  await use('once', '1', { identifier: 'a' })
  expect(await used(id)).toEqual([2])
})

test.each([
  ['timestamp', 'older than 35 days', () => use('limits', '1', { timestamp: now() - 35 * 86_400 - 1 })],
  ['timestamp', 'in the future', () => use('limits', '1', { timestamp: now() + 600 })],
  ['payload[value]', 'no number', () => use('limits', 'many')],
  [
    'payload[stripe_customer_id]',
    'of nobody',
    () => standIn.sdk.billing.meterEvents.create({ event_name: 'limits', payload: { value: '1' } }),
  ],
])('%s: usage that is %s is refused', async (param, _name, ask) => {
  if ((await standIn.sdk.billing.meters.list({ limit: 100 })).data.every((row) => row.event_name !== 'limits'))
    await meter('limits')
  expect(await refusalOf(ask())).toMatchObject({ statusCode: 400, param })
})
