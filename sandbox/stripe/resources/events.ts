import { invalid, missing } from '../core/failure'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, list, range, text } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  created: range,
  delivery_success: boolean,
  type: text(),
  types: list(text(), 20),
}

export const eventRoutes = [
  route('GET', '/v1/events', listParams, (world, params) => {
    if (params.type !== undefined && params.types !== undefined) {
      throw invalid('You may only specify one of these parameters: type, types.', {
        param: 'types',
        code: 'parameters_exclusive',
      })
    }
    const types = params.type === undefined ? params.types : [params.type]
    return pageOfTable(
      world.store.tables.event,
      'event',
      '/v1/events',
      params,
      (row) =>
        (types === undefined || types.some((type) => isOfType(row.type, type))) &&
        (params.delivery_success === undefined || (row.pending_webhooks === 0) === params.delivery_success) &&
        (params.created?.(row.created) ?? true),
    )
  }),
  route('GET', '/v1/events/:id', {}, (world, _params, id = '') => {
    const event = world.store.tables.event.get(id)
    if (!event) throw missing('event', id)
    return event
  }),
]

/** A type may end in a star, as in `checkout.session.*`. */
function isOfType(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}
