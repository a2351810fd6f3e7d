import { readForm } from '../core/form'
import type { Exchange } from '../server'
import { findMismatches } from './find-mismatches'
import type { Call, Schemas } from './schema'

/**
 * What the SDK's types say against an exchange: an answer of another shape, or a request that should have been refused.
 * The official command line uses paths that the SDK does not know and parameters of older versions: what it asks is
 * not held against the types, what it is answered is.
 */
export function inspectExchange(schemas: Schemas, exchange: Exchange): string[] {
  const { method, path, status } = exchange
  const name = `${method} ${path}`
  const answer: unknown = JSON.parse(exchange.answer)
  if (status >= 400) return isError(answer) ? [] : [`${name}: the error is not in Stripe's shape`]
  const call = findCall(schemas.calls, method, path)
  if (!call) return []
  const { definitions } = schemas
  const params = readForm(exchange.query, exchange.body)
  const isOfThisVersion = exchange.version !== null
  return [
    ...(isOfThisVersion
      ? findMismatches({ definitions, notation: 'form' }, call.params, params, `${name} took a request whose params`)
      : []),
    ...findMismatches({ definitions, notation: 'json' }, call.answer, answer, `${name} -> `),
  ]
}

/** What the SDK's types say against an event. */
export function inspectEvent(schemas: Schemas, event: { type: string }): string[] {
  const schema = schemas.events[event.type]
  if (!schema) return [`The SDK knows no event ${event.type}`]
  return findMismatches({ definitions: schemas.definitions, notation: 'json' }, schema, event, `event ${event.type}`)
}

/** The call with this path; one whose words are all its own goes before one with a place for an id. */
function findCall(calls: Call[], method: string, path: string): Call | undefined {
  const segments = path.split('/')
  const fitting = calls.filter((call) => {
    const expected = call.path.split('/')
    if (call.method !== method || expected.length !== segments.length) return false
    return expected.every((part, index) => part.startsWith(':') || part === segments[index])
  })
  return fitting.sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0]
}

function isError(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return false
  const { error } = answer
  return typeof error === 'object' && error !== null && 'type' in error && 'message' in error
}
