import { planOf } from '../catalog/plan-of'
import { expandable } from './expandable'
import { invalid } from './failure'
import { objectTables } from './object-tables'
import { isOnDemand, onDemand } from './on-demand'
import type { Store } from './store'

const deepest = 4

/** The object that a value is in, and the way to the value from there. */
type Place = { kind: string; id: string; path: string[] }

/**
 * Puts whole objects in the place of their ids, as `expand[]` asks. The rows themselves are left as they are.
 * @throws Failure for a path that is too deep or that leads to nothing expandable
 */
export function expand(store: Store, answer: object, paths: string[]): object {
  let expanded: unknown = answer
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > deepest) {
      throw invalid(`You cannot expand more than ${deepest} levels of a property. Property: ${path}`, {
        param: 'expand',
      })
    }
    expanded = expandPath(store, expanded, { kind: '', id: '', path: [] }, segments)
    if (expanded === refused) throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })
  }
  return typeof expanded === 'object' && expanded !== null ? expanded : answer
}

const refused = Symbol('refused')

function expandPath(store: Store, node: unknown, around: Place, [key, ...rest]: string[]): unknown {
  if (key === undefined) return node
  if (Array.isArray(node)) return eachOf(node, (item) => expandPath(store, item, around, [key, ...rest]))
  if (!isRecord(node)) return node
  const place = placeOf(node, around)
  const path = [...place.path, key]
  // Its own, because `__proto__` names something on every object.
  const own = Object.hasOwn(node, key) ? node[key] : undefined
  const value = own === undefined ? onDemand(store, place, path.join('.')) : own
  if (!isExpandable(place.kind, path.join('.'), value)) return refused
  const whole = eachOf(value, (item) => resolve(store, place.kind, path.join('.'), item))
  const inside = expandPath(store, whole, { ...place, path }, rest)
  if (inside === refused) return refused
  return inside === undefined ? node : { ...node, [key]: inside }
}

/** An object with a kind of its own begins anew; a hash belongs to the object around it. */
function placeOf(node: Record<string, unknown>, around: Place): Place {
  const { object, id } = node
  return typeof object === 'string' ? { kind: object, id: typeof id === 'string' ? id : '', path: [] } : around
}

function eachOf(value: unknown, change: (item: unknown) => unknown): unknown {
  if (!Array.isArray(value)) return change(value)
  const changed = value.map(change)
  return changed.includes(refused) ? refused : changed
}

function isExpandable(kind: string, path: string, value: unknown): boolean {
  const known = Object.hasOwn(expandable, kind) ? Object.keys(expandable[kind] ?? {}) : []
  if (known.some((each) => each === path || each.startsWith(`${path}.`))) return true
  return isRecord(value) || (Array.isArray(value) && value.every(isRecord)) || isOnDemand(kind, path)
}

function resolve(store: Store, kind: string, path: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  for (const target of expandable[kind]?.[path] ?? []) {
    const row = rowOf(store, target, value)
    if (row) return row
  }
  return value
}

function rowOf({ tables }: Store, kind: string, id: string): object | undefined {
  if (kind === 'plan') {
    const price = tables.price.get(id)
    return price && planOf(price)
  }
  const row = isStored(kind) ? tables[objectTables[kind]].get(id) : undefined
  return row ?? (kind === 'customer' ? tables.deleted_customer.get(id) : undefined)
}

function isStored(kind: string): kind is keyof typeof objectTables {
  return Object.hasOwn(objectTables, kind)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
