import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, needed, text, unsupportedAll, url } from '../core/params'
import { route } from '../core/route'
import { createParams, updateParams } from '../portal/configuration-params'
import {
  defaultConfiguration,
  findConfiguration,
  makeConfiguration,
  updateConfiguration,
} from '../portal/configure-portal'
import { flowOf, flowParam } from '../portal/flow'
import { findCustomer } from './customers'

const sessionParams = {
  configuration: text(),
  customer: needed(text()),
  flow_data: flowParam,
  return_url: url,
  ...unsupportedAll('after_expiration', 'customer_account', 'locale', 'on_behalf_of'),
}

export const billingPortalRoutes = [
  route('POST', '/v1/billing_portal/configurations', createParams, (world, params) =>
    makeConfiguration(world, { ...params, active: undefined }),
  ),
  route(
    'GET',
    '/v1/billing_portal/configurations',
    { ...paging, active: boolean, is_default: boolean },
    (world, params) =>
      pageOfTable(
        world.store.tables.portal_configuration,
        'configuration',
        '/v1/billing_portal/configurations',
        params,
        (row) =>
          (params.active === undefined || row.active === params.active) &&
          (params.is_default === undefined || row.is_default === params.is_default),
      ),
  ),
  route('GET', '/v1/billing_portal/configurations/:id', {}, (world, _params, id = '') => findConfiguration(world, id)),
  route('POST', '/v1/billing_portal/configurations/:id', updateParams, (world, params, id = '') =>
    updateConfiguration(world, id, params),
  ),
  route('POST', '/v1/billing_portal/sessions', sessionParams, (world, params) => {
    const customer = findCustomer(world, params.customer, 'customer')
    const configuration =
      params.configuration === undefined
        ? defaultConfiguration(world)
        : findConfiguration(world, params.configuration, 'configuration')
    if (!configuration.active) {
      throw invalid('The configuration is not active.', { param: 'configuration' })
    }
    const key = newId('test', 40)
    const session = world.store.tables.portal_session.put({
      id: newId('bps'),
      object: 'billing_portal.session',
      after_expiration: null,
      configuration: configuration.id,
      created: world.now,
      customer: customer.id,
      customer_account: null,
      flow: params.flow_data ? flowOf(world, customer, configuration, params.flow_data) : null,
      livemode: false,
      locale: null,
      on_behalf_of: null,
      return_url: params.return_url ?? configuration.default_return_url,
      url: `${world.baseUrl}/p/session/${key}`,
    })
    world.emit('billing_portal.session.created', session)
    return session
  }),
]
