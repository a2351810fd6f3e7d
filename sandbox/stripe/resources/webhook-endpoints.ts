import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import {
  boolean,
  emptyable,
  list,
  metadata,
  needed,
  oneOf,
  type Param,
  text,
  unsupportedAll,
  url,
} from '../core/params'
import { route } from '../core/route'
import type { WebhookEndpoint } from '../core/stored'
import { apiVersion, type World } from '../core/world'
import { eventTypes } from './event-types'

const known = new Set(['*', ...eventTypes])

const enabledEvents: Param<string[]> = (tree, path) => {
  const types = list(text(), 300)(tree, path)
  if (types.length === 0) throw invalid(`Missing required param: ${path}.`, { param: path, code: 'parameter_missing' })
  for (const [index, type] of types.entries()) {
    if (!known.has(type))
      throw invalid(`Invalid ${path}[${index}]: ${type} is no event type`, { param: `${path}[${index}]` })
  }
  return types
}

const createParams = {
  // The stand-in speaks one version: an endpoint that asked for another would be told in this one all the same.
  api_version: oneOf(apiVersion),
  description: emptyable(text(5000)),
  enabled_events: needed(enabledEvents),
  metadata: emptyable(metadata),
  url: needed(url),
  ...unsupportedAll('connect'),
}

const updateParams = {
  description: emptyable(text(5000)),
  disabled: boolean,
  enabled_events: enabledEvents,
  metadata: emptyable(metadata),
  url,
}

export const webhookEndpointRoutes = [
  route('POST', '/v1/webhook_endpoints', createParams, (world, params) => {
    const endpoint = world.store.tables.webhook_endpoint.put({
      id: newId('we'),
      object: 'webhook_endpoint',
      api_version: params.api_version ?? null,
      application: null,
      created: world.now,
      description: params.description ?? null,
      enabled_events: params.enabled_events,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      status: 'enabled',
      url: params.url,
    })
    const { secret } = world.store.tables.webhook_secret.put({ id: endpoint.id, secret: newWebhookSecret(), older: [] })
    // It is shown this once.
    return { ...endpoint, secret }
  }),
  route('GET', '/v1/webhook_endpoints', paging, (world, params) =>
    pageOfTable(world.store.tables.webhook_endpoint, 'webhook endpoint', '/v1/webhook_endpoints', params),
  ),
  route('GET', '/v1/webhook_endpoints/:id', {}, (world, _params, id = '') => findEndpoint(world, id)),
  route('POST', '/v1/webhook_endpoints/:id', updateParams, (world, params, id = '') => {
    const before = findEndpoint(world, id)
    return world.store.tables.webhook_endpoint.put({
      ...before,
      description: params.description === undefined ? before.description : params.description,
      enabled_events: params.enabled_events ?? before.enabled_events,
      metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
      status: params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled',
      url: params.url ?? before.url,
    })
  }),
  route('DELETE', '/v1/webhook_endpoints/:id', {}, (world, _params, id = '') => {
    findEndpoint(world, id)
    forgetDeliveries(world, id)
    world.store.tables.webhook_endpoint.remove(id)
    world.store.tables.webhook_secret.remove(id)
    return { id, object: 'webhook_endpoint', deleted: true }
  }),
]

export function newWebhookSecret(): string {
  return newId('whsec', 32)
}

/** @throws Failure `resource_missing` */
export function findEndpoint(world: World, id: string): WebhookEndpoint {
  const endpoint = world.store.tables.webhook_endpoint.get(id)
  if (!endpoint) throw missing('webhook endpoint', id)
  return endpoint
}

/** Nobody waits any longer for what a deleted endpoint did not take. */
function forgetDeliveries(world: World, endpoint: string) {
  const { delivery: deliveries, event: events } = world.store.tables
  for (const delivery of deliveries.oldestFirst()) {
    if (delivery.endpoint !== endpoint) continue
    deliveries.remove(delivery.id)
    const event = events.get(delivery.event)
    if (event) events.put({ ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) })
  }
}
