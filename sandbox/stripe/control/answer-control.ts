import { type Answer, failureAnswer } from '../core/answer-api'
import { checkKey } from '../core/check-key'
import type { Deliveries } from '../core/deliveries'
import { Failure } from '../core/failure'
import type { Fault } from '../core/faults'
import { readForm } from '../core/form'
import { decimal, integer, list, needed, oneOf, readShape, text } from '../core/params'
import type { World } from '../core/world'
import { findEndpoint, newWebhookSecret } from '../resources/webhook-endpoints'

const faultParams = {
  kind: needed(
    oneOf(
      'api_error',
      'api_lost_answer',
      'api_rate_limit',
      'api_timeout',
      'delivery_delay',
      'delivery_drop',
      'delivery_duplicate',
      'delivery_reorder',
      'revoke_key',
    ),
  ),
  count: integer({ min: 1 }),
  delay_ms: integer({ min: 0, max: 600_000 }),
  only: list(text(255)),
  share: decimal({ above: 0, max: 1 }),
}
const rollParams = { keep_old_for_seconds: integer({ min: 0, max: 24 * 60 * 60 }) }

type Control = { world: World; deliveries: Deliveries; secretKey: string }
type Request = { method: string; path: string; body: string; authorization: string | undefined }

/**
 * Serves what a test asks of the stand-in itself, below `/_sandbox/`: nothing that Stripe has. It takes the secret key,
 * also while that is revoked for the API.
 */
export async function answerControl(control: Control, request: Request): Promise<Answer> {
  try {
    checkKey(request.authorization, control.secretKey)
    const body = JSON.stringify(await serve(control, request))
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  } catch (error) {
    return failureAnswer(error)
  }
}

async function serve({ world, deliveries }: Control, { method, path, body }: Request): Promise<object> {
  const tree = readForm(body)
  const { faults } = world
  switch (`${method} ${path}`) {
    case 'POST /_sandbox/faults': {
      const params = readShape(tree, faultParams)
      if (params.kind === 'revoke_key') faults.isKeyRevoked = true
      else faults.add(faultOf({ ...params, kind: params.kind }))
      return shown(world)
    }
    case 'GET /_sandbox/faults':
      return shown(world)
    case 'DELETE /_sandbox/faults':
      faults.clear()
      return shown(world)
    case 'POST /_sandbox/retry':
      return deliveries.retry()
  }
  const endpoint = /^\/_sandbox\/webhook_endpoints\/(\w+)\/roll_secret$/.exec(path)?.[1]
  if (method === 'POST' && endpoint) {
    return rollSecret(world, endpoint, readShape(tree, rollParams).keep_old_for_seconds ?? 0)
  }
  throw new Failure(404, { type: 'invalid_request_error', message: `The stand-in has no ${method} ${path}.` })
}

function faultOf(
  params: Pick<Fault, 'kind'> & { count?: number; delay_ms?: number; only?: string[]; share?: number },
): Fault {
  const { kind, count = null, delay_ms: delayMs = 1000, only = null, share = 1 } = params
  return { kind, left: count, share, delayMs, only, seen: 0 }
}

function shown({ faults }: World) {
  return {
    key_revoked: faults.isKeyRevoked,
    faults: faults
      .list()
      .map(({ kind, left, share, delayMs, only }) => ({ kind, left, share, delay_ms: delayMs, only })),
  }
}

/** As the dashboard does it: the old secret signs beside the new one for a time. */
function rollSecret(world: World, endpointId: string, keepOldForSeconds: number): object {
  const { webhook_secret: secrets } = world.store.tables
  findEndpoint(world, endpointId)
  return world.change(() => {
    const before = secrets.get(endpointId)
    const kept = (before?.older ?? []).filter(({ untilMs }) => untilMs > world.nowMs)
    const old = before ? [{ secret: before.secret, untilMs: world.nowMs + keepOldForSeconds * 1000 }] : []
    const { secret } = secrets.put({ id: endpointId, secret: newWebhookSecret(), older: [...old, ...kept] })
    return { id: endpointId, secret }
  })
}
