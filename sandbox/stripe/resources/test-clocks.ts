import { findTestClock } from '../clock/find-test-clock'
import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { pageOfTable, paging } from '../core/page-of-list'
import { integer, needed, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'
import { deleteCustomer } from './customers'

const keptForSeconds = 30 * 24 * 60 * 60
const createParams = { frozen_time: needed(integer({ min: 1 })), name: text(300), ...unsupportedAll('customer') }

export const testClockRoutes = [
  route('POST', '/v1/test_helpers/test_clocks', createParams, (world, params) => {
    const clock = world.store.tables.test_clock.put({
      id: newId('clock'),
      object: 'test_helpers.test_clock',
      created: world.now,
      deletes_after: world.now + keptForSeconds,
      frozen_time: params.frozen_time,
      livemode: false,
      name: params.name ?? null,
      status: 'ready',
      status_details: {},
    })
    world.emit('test_helpers.test_clock.created', clock)
    return clock
  }),
  route('GET', '/v1/test_helpers/test_clocks', paging, (world, params) =>
    pageOfTable(world.store.tables.test_clock, 'test clock', '/v1/test_helpers/test_clocks', params),
  ),
  route('GET', '/v1/test_helpers/test_clocks/:id', {}, (world, _params, id = '') => findTestClock(world, id)),
  route(
    'POST',
    '/v1/test_helpers/test_clocks/:id/advance',
    { frozen_time: needed(integer({ min: 1 })) },
    (world, params, id = '') => {
      const clock = findTestClock(world, id)
      if (clock.status !== 'ready') {
        throw invalid('Cannot advance a test clock while it is already advancing.', { code: 'test_clock_advancing' })
      }
      if (params.frozen_time <= clock.frozen_time) {
        throw invalid('Cannot advance a test clock to a time that is not after its current frozen time.', {
          param: 'frozen_time',
        })
      }
      // What lies between happens right after this answer: see live.ts.
      const advancing = world.store.tables.test_clock.put({
        ...clock,
        status: 'advancing',
        status_details: { advancing: { target_frozen_time: params.frozen_time } },
      })
      world.emit('test_helpers.test_clock.advancing', advancing)
      return advancing
    },
  ),
  route('DELETE', '/v1/test_helpers/test_clocks/:id', {}, (world, _params, id = '') => {
    const clock = findTestClock(world, id)
    for (const customer of [...world.store.tables.customer.newestFirst()]) {
      if (customer.test_clock === id) deleteCustomer(world, customer)
    }
    world.store.tables.test_clock.remove(id)
    world.emit('test_helpers.test_clock.deleted', clock)
    return { id, object: 'test_helpers.test_clock', deleted: true }
  }),
]
