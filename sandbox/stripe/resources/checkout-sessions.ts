import { expireSession } from '../checkout/expire-session'
import { findSession } from '../checkout/find-session'
import { openSession } from '../checkout/open-session'
import { sessionParams } from '../checkout/session-params'
import { pageOfItems, pageOfTable, paging } from '../core/page-of-list'
import { hash, oneOf, range, text, unsupportedAll } from '../core/params'
import { route } from '../core/route'

const listParams = {
  ...paging,
  created: range,
  customer: text(),
  customer_details: hash({ email: text(512) }),
  payment_intent: text(),
  status: oneOf('complete', 'expired', 'open'),
  subscription: text(),
  ...unsupportedAll('customer_account', 'payment_link'),
}

export const checkoutSessionRoutes = [
  route('POST', '/v1/checkout/sessions', sessionParams, openSession),
  route('GET', '/v1/checkout/sessions', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.session,
      'checkout.session',
      '/v1/checkout/sessions',
      params,
      (session) =>
        (params.customer === undefined || session.customer === params.customer) &&
        (params.customer_details?.email === undefined ||
          session.customer_details?.email === params.customer_details.email) &&
        (params.payment_intent === undefined || session.payment_intent === params.payment_intent) &&
        (params.status === undefined || session.status === params.status) &&
        (params.subscription === undefined || session.subscription === params.subscription) &&
        (params.created?.(session.created) ?? true),
    ),
  ),
  route('GET', '/v1/checkout/sessions/:id', {}, (world, _params, id = '') => findSession(world, id)),
  route('GET', '/v1/checkout/sessions/:id/line_items', paging, (world, params, id = '') => {
    const lines = world.store.tables.session_plan.get(findSession(world, id).id)?.lines ?? []
    return pageOfItems(lines, 'item', `/v1/checkout/sessions/${id}/line_items`, params)
  }),
  route('POST', '/v1/checkout/sessions/:id/expire', {}, (world, _params, id = '') =>
    expireSession(world, findSession(world, id)),
  ),
]
