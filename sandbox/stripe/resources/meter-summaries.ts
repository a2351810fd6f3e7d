import type { Meter, MeterSummary } from '../core/stored'
import type { World } from '../core/world'

type Span = { start: number; end: number; window: 'day' | 'hour' | null }

/** What a customer used in a time: in one sum, or one for each hour or day (UTC) in which there was some. */
export function summariesOf(world: World, meter: Meter, customer: string, span: Span): MeterSummary[] {
  const used = [...world.store.tables.meter_event.oldestFirst()].filter(
    (row) =>
      row.event.event_name === meter.event_name &&
      row.event.payload[meter.customer_mapping.event_payload_key] === customer &&
      row.event.timestamp >= span.start &&
      row.event.timestamp < span.end,
  )
  const seconds = span.window === 'hour' ? 3600 : span.window === 'day' ? 86_400 : null
  const startOf = (at: number) => (seconds === null ? span.start : at - (at % seconds))
  const starts = [...new Set(used.map(({ event }) => startOf(event.timestamp)))].sort((a, b) => b - a)
  return starts.map((start) => {
    const within = used.filter(({ event }) => startOf(event.timestamp) === start)
    const values = within
      .sort((a, b) => a.event.timestamp - b.event.timestamp)
      .map(({ event }) => Number(event.payload[meter.value_settings.event_payload_key]))
    return {
      id: `mtrusg_test_${meter.id.slice(-14)}_${start}`,
      object: 'billing.meter_event_summary',
      aggregated_value: aggregate(meter, values),
      end_time: seconds === null ? span.end : start + seconds,
      livemode: false,
      meter: meter.id,
      start_time: start,
    }
  })
}

function aggregate({ default_aggregation: { formula } }: Meter, values: number[]): number {
  if (formula === 'count') return values.length
  if (formula === 'last') return values.at(-1) ?? 0
  return values.reduce((sum, value) => sum + value, 0)
}
