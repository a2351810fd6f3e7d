import { expand } from './expand'
import type { Tree } from './form'
import { list, readShape, type Shape, text, type Values } from './params'
import type { World } from './world'

export type Method = 'GET' | 'POST' | 'DELETE'
export type Route = {
  method: Method
  /** Path segments; one that begins with a colon takes any value. */
  segments: string[]
  run(world: World, ids: string[], tree: Map<string, Tree>): object
}

const expandParam = { expand: list(text(255), 20) }

/**
 * One entry of the API. The answer of the handler is expanded as the request asks.
 * @param path such as `/v1/invoices/:id/lines`; the handler gets the ids in that order
 */
export function route<Of extends Shape>(
  method: Method,
  path: string,
  shape: Of,
  handle: (world: World, params: Values<Of>, ...ids: string[]) => object,
): Route {
  return {
    method,
    segments: path.split('/').slice(1),
    run(world, ids, tree) {
      const paths = readShape(new Map([...tree].filter(([key]) => key === 'expand')), expandParam).expand ?? []
      const params = readShape(new Map([...tree].filter(([key]) => key !== 'expand')), shape)
      return expand(world.store, handle(world, params, ...ids), paths)
    },
  }
}

/** The route that serves this request, with the ids in its path. */
export function findRoute(routes: Route[], method: string, path: string): { route: Route; ids: string[] } | undefined {
  const segments = path.split('/').slice(1).map(decode)
  for (const route of routes) {
    if (route.method !== method || route.segments.length !== segments.length) continue
    const fits = route.segments.every(
      (segment, index) => segment === segments[index] || (segment.startsWith(':') && segments[index] !== ''),
    )
    if (!fits) continue
    return { route, ids: segments.filter((_, index) => route.segments[index]?.startsWith(':')) }
  }
  return undefined
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
