import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { pageOfItems, pageOfTable, paging } from '../core/page-of-list'
import { hash, integer, needed, oneOf, text } from '../core/params'
import { route } from '../core/route'
import type { Meter } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from './customers'
import { summariesOf } from './meter-summaries'

const createParams = {
  customer_mapping: hash({ event_payload_key: needed(text(100)), type: needed(oneOf('by_id')) }),
  default_aggregation: needed(hash({ formula: needed(oneOf('count', 'last', 'sum')) })),
  display_name: needed(text(250)),
  event_name: needed(text(100)),
  event_time_window: oneOf('day', 'hour'),
  value_settings: hash({ event_payload_key: needed(text(100)) }),
}

const summaryParams = {
  ...paging,
  customer: needed(text()),
  end_time: needed(integer({ min: 0 })),
  start_time: needed(integer({ min: 0 })),
  value_grouping_window: oneOf('day', 'hour'),
}

export const meterRoutes = [
  route('POST', '/v1/billing/meters', createParams, (world, params) => {
    for (const meter of world.store.tables.meter.newestFirst()) {
      if (meter.status === 'active' && meter.event_name === params.event_name) {
        throw invalid(`There is already an active meter with the event name ${params.event_name}.`, {
          param: 'event_name',
        })
      }
    }
    const meter = world.store.tables.meter.put({
      id: newId('mtr_test'),
      object: 'billing.meter',
      created: world.now,
      customer_mapping: params.customer_mapping ?? { event_payload_key: 'stripe_customer_id', type: 'by_id' },
      default_aggregation: params.default_aggregation,
      display_name: params.display_name,
      event_name: params.event_name,
      event_time_window: params.event_time_window ?? null,
      livemode: false,
      status: 'active',
      status_transitions: { deactivated_at: null },
      updated: world.now,
      value_settings: params.value_settings ?? { event_payload_key: 'value' },
    })
    world.emit('billing.meter.created', meter)
    return meter
  }),
  route('GET', '/v1/billing/meters', { ...paging, status: oneOf('active', 'inactive') }, (world, params) =>
    pageOfTable(
      world.store.tables.meter,
      'meter',
      '/v1/billing/meters',
      params,
      (meter) => params.status === undefined || meter.status === params.status,
    ),
  ),
  route('GET', '/v1/billing/meters/:id', {}, (world, _params, id = '') => findMeter(world, id)),
  route('POST', '/v1/billing/meters/:id', { display_name: text(250) }, (world, params, id = '') => {
    const before = findMeter(world, id)
    const display_name = params.display_name ?? before.display_name
    if (display_name === before.display_name) return before
    const after = world.store.tables.meter.put({ ...before, display_name, updated: world.now })
    world.emit('billing.meter.updated', after, { display_name: before.display_name, updated: before.updated })
    return after
  }),
  route('POST', '/v1/billing/meters/:id/deactivate', {}, (world, _params, id = '') => turn(world, id, 'inactive')),
  route('POST', '/v1/billing/meters/:id/reactivate', {}, (world, _params, id = '') => turn(world, id, 'active')),
  route('GET', '/v1/billing/meters/:id/event_summaries', summaryParams, (world, params, id = '') => {
    const meter = findMeter(world, id)
    const customer = findCustomer(world, params.customer, 'customer').id
    const { start_time: start, end_time: end, value_grouping_window: window } = params
    if (start % 60 !== 0 || end % 60 !== 0 || start >= end) {
      throw invalid('start_time and end_time are whole minutes, and start_time is the earlier one.', {
        param: 'start_time',
      })
    }
    if (window && (end - start) / (window === 'hour' ? 3600 : 86_400) > 1000) {
      throw invalid('The time is too long for this value_grouping_window.', { param: 'value_grouping_window' })
    }
    const summaries = summariesOf(world, meter, customer, { start, end, window: window ?? null })
    return pageOfItems(summaries, 'meter event summary', `/v1/billing/meters/${id}/event_summaries`, params)
  }),
]

function findMeter(world: World, id: string): Meter {
  const meter = world.store.tables.meter.get(id)
  if (!meter) throw missing('meter', id)
  return meter
}

function turn(world: World, id: string, status: 'active' | 'inactive'): Meter {
  const before = findMeter(world, id)
  if (before.status === status) throw invalid(`The meter is ${status} already.`)
  const after = world.store.tables.meter.put({
    ...before,
    status,
    status_transitions: { deactivated_at: status === 'inactive' ? world.now : null },
    updated: world.now,
  })
  world.emit(status === 'active' ? 'billing.meter.reactivated' : 'billing.meter.deactivated', after)
  return after
}
