import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { hash, integer, metadata, needed, oneOf, text } from '../core/params'
import { route } from '../core/route'
import type { Meter, MeterEvent } from '../core/stored'
import type { World } from '../core/world'

const day = 24 * 60 * 60
const oldest = 35 * day
const furthestAhead = 5 * 60

const createParams = {
  event_name: needed(text(100)),
  identifier: text(100),
  payload: needed(metadata),
  timestamp: integer({ min: 0 }),
}

const adjustParams = {
  cancel: hash({ identifier: text(100) }),
  event_name: needed(text(100)),
  type: needed(oneOf('cancel')),
}

export const meterEventRoutes = [
  route('POST', '/v1/billing/meter_events', createParams, (world, params): MeterEvent => {
    const meter = meterNamed(world, params.event_name)
    const timestamp = params.timestamp ?? world.now
    checkTime(world, timestamp)
    checkPayload(world, meter, params.payload)
    const identifier = params.identifier ?? newId('mtre')
    const known = world.store.tables.meter_event.get(`${params.event_name} ${identifier}`)
    if (known && known.event.created > world.now - day) {
      throw invalid(`An event already exists with identifier ${identifier}.`, { param: 'identifier' })
    }
    const event: MeterEvent = {
      object: 'billing.meter_event',
      created: world.now,
      event_name: params.event_name,
      identifier,
      livemode: false,
      payload: params.payload,
      timestamp,
    }
    // After a day the identifier may be used again: the earlier use keeps its place in the sums.
    if (known) {
      world.store.tables.meter_event.remove(known.id)
      world.store.tables.meter_event.put({ ...known, id: `${known.id} ${known.event.created}` })
    }
    world.store.tables.meter_event.put({ id: `${params.event_name} ${identifier}`, event })
    return event
  }),
  route('POST', '/v1/billing/meter_event_adjustments', adjustParams, (world, params) => {
    meterNamed(world, params.event_name)
    const identifier = params.cancel?.identifier
    if (identifier === undefined) {
      throw invalid('Missing required param: cancel[identifier].', {
        param: 'cancel[identifier]',
        code: 'parameter_missing',
      })
    }
    const known = world.store.tables.meter_event.get(`${params.event_name} ${identifier}`)
    if (!known || known.event.created <= world.now - day) {
      throw invalid(`No event of the last 24 hours has the identifier ${identifier}.`, { param: 'cancel[identifier]' })
    }
    world.store.tables.meter_event.remove(known.id)
    return {
      object: 'billing.meter_event_adjustment',
      cancel: { identifier },
      event_name: params.event_name,
      livemode: false,
      status: 'complete',
      type: 'cancel',
    }
  }),
]

function meterNamed(world: World, name: string): Meter {
  for (const meter of world.store.tables.meter.newestFirst()) {
    if (meter.status === 'active' && meter.event_name === name) return meter
  }
  throw invalid(`No active meter has the event name ${name}.`, { param: 'event_name', code: 'resource_missing' })
}

function checkTime(world: World, timestamp: number) {
  if (timestamp < world.now - oldest) {
    throw invalid('The timestamp must be within the past 35 days.', { param: 'timestamp' })
  }
  if (timestamp > world.now + furthestAhead) {
    throw invalid('The timestamp must not be more than 5 minutes in the future.', { param: 'timestamp' })
  }
}

function checkPayload(world: World, meter: Meter, payload: Record<string, string>) {
  const { event_payload_key: customerKey } = meter.customer_mapping
  const { event_payload_key: valueKey } = meter.value_settings
  if (!world.store.tables.customer.get(payload[customerKey] ?? '')) {
    throw invalid(`No such customer: '${payload[customerKey] ?? ''}'`, {
      param: `payload[${customerKey}]`,
      code: 'resource_missing',
    })
  }
  if (meter.default_aggregation.formula !== 'count' && !/^-?\d{1,15}(\.\d{1,12})?$/.test(payload[valueKey] ?? '')) {
    throw invalid('The value in the payload must be a number.', { param: `payload[${valueKey}]` })
  }
}
