import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isAdvancing, momentOfRequest } from '../clock/clock-of'
import { checkKey } from './check-key'
import { Failure, type FailureBody, keepsChanges } from './failure'
import { readForm, type Tree } from './form'
import { newId } from './id'
import { inThisVersion } from './older-request'
import { findRoute, type Route } from './route'
import { apiVersion, type World } from './world'

const keepKeysForSeconds = 24 * 60 * 60

export type Answer = { status: number; headers: Record<string, string>; body: string }

/**
 * Serves one request to the API. Every outcome, unknown paths and our own faults too, is in Stripe's shape: the SDK
 * takes a 404 without an `error` for an object without an id.
 */
export function answerApi(
  world: World,
  routes: Route[],
  secretKey: string,
  request: { method: string; path: string; query: string; body: string; headers: IncomingMessage['headers'] },
): Answer {
  const requestId = newId('req', 14)
  const key = request.headers['idempotency-key']
  const idempotencyKey = request.method === 'POST' && typeof key === 'string' && key !== '' ? key : null
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': apiVersion,
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  }
  try {
    checkKey(request.headers.authorization, secretKey, world.faults.isKeyRevoked)
    const found = findRoute(routes, request.method, request.path)
    if (!found) throw unknownPath(request.method, request.path)
    const tree = inThisVersion(request, readForm(request.query, request.body))
    if (request.method !== 'GET' && isAdvancing(world, found.ids, tree)) throw advancing()
    const moment = momentOfRequest(world, found.ids, tree)
    const run = () => world.at(moment, () => JSON.stringify(found.route.run(world, found.ids, tree)))
    if (request.method === 'GET') return { status: 200, headers, body: run() }
    const source = { id: requestId, idempotency_key: idempotencyKey }
    if (idempotencyKey === null) return { status: 200, headers, body: world.change(run, source) }
    const fingerprint = fingerprintOf(request.path, tree)
    const earlier = earlierAnswer(world, idempotencyKey, fingerprint)
    if (earlier !== undefined) {
      return { ...earlier, headers: { ...headers, 'idempotent-replayed': 'true' } }
    }
    const body = world.change(() => {
      const answered = answerOrRefusal(run)
      // A key of an earlier day takes its place among the new ones.
      world.store.tables.idempotent_answer.remove(idempotencyKey)
      const { status, body } = answered
      world.store.tables.idempotent_answer.put({ id: idempotencyKey, atSeconds: world.now, fingerprint, status, body })
      if (answered.refusal) throw answered.refusal
      return body
    }, source)
    return { status: 200, headers, body }
  } catch (error) {
    return { ...outcomeOf(error), headers }
  }
}

/** The answer to a request that failed before it could be served. */
export function failureAnswer(failure: unknown): Answer {
  return { ...outcomeOf(failure), headers: { 'content-type': 'application/json', 'request-id': newId('req', 14) } }
}

function outcomeOf(error: unknown): { status: number; body: string } {
  if (!(error instanceof Failure)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  const body: FailureBody =
    error instanceof Failure ? error.body : { type: 'api_error', message: 'The stand-in met a fault of its own.' }
  return { status: error instanceof Failure ? error.status : 500, body: JSON.stringify({ error: body }) }
}

function unknownPath(method: string, path: string): Failure {
  const message = `Unrecognized request URL (${method}: ${path}). Please see https://docs.stripe.com/api; this stand-in knows a part of it.`
  return new Failure(404, { type: 'invalid_request_error', message })
}

/** As Stripe answers while it moves a clock. */
function advancing(): Failure {
  const message = 'Test clock advancement underway - cannot perform modifications until it is ready.'
  return new Failure(429, { type: 'invalid_request_error', code: 'test_clock_advancing', message })
}

/** A refusal that leaves something behind is an answer to keep, like any other. */
function answerOrRefusal(run: () => string): { status: number; body: string; refusal?: unknown } {
  try {
    return { status: 200, body: run() }
  } catch (error) {
    if (!keepsChanges(error)) throw error
    return { ...outcomeOf(error), refusal: error }
  }
}

function earlierAnswer(world: World, key: string, fingerprint: string): { status: number; body: string } | undefined {
  const earlier = world.store.tables.idempotent_answer.get(key)
  if (!earlier || earlier.atSeconds < world.now - keepKeysForSeconds) return undefined
  if (earlier.fingerprint === fingerprint) return { status: earlier.status ?? 200, body: earlier.body }
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
  throw new Failure(400, { type: 'idempotency_error', message })
}

function fingerprintOf(path: string, tree: Map<string, Tree>): string {
  return createHash('sha256')
    .update(`${path} ${JSON.stringify(sorted(tree))}`)
    .digest('hex')
}

function sorted(tree: Tree): unknown {
  if (typeof tree === 'string') return tree
  return [...tree].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, sorted(value)])
}
