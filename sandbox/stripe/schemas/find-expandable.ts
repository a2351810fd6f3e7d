import type { ObjectSchema, Schema, Schemas } from './schema'

/** By the kind of an object and the path of a field in it: the kinds of objects that the field's id may stand for. */
export type Expandable = Record<string, Record<string, string[]>>

/**
 * What can be expanded, by the SDK's types: a field that holds either a string or a whole object.
 * @param kinds the objects to look at, by what stands in their `object`
 */
export function findExpandable({ definitions }: Schemas, kinds: string[]): Expandable {
  const found: Expandable = {}
  for (const kind of kinds.toSorted()) {
    const paths = Object.fromEntries(walk(definitions, definitionOf(definitions, kind), []))
    if (Object.keys(paths).length > 0) found[kind] = paths
  }
  return found
}

/** Of two with the same `object`, the smaller is what is left of a deleted one. */
function definitionOf(definitions: Schemas['definitions'], kind: string): ObjectSchema {
  const all = Object.values(definitions).filter(isObject)
  const [largest] = all
    .filter((schema) => kindOf(schema) === kind)
    .sort((a, b) => Object.keys(b.properties).length - Object.keys(a.properties).length)
  if (!largest) throw new Error(`The SDK has no type whose object is ${kind}`)
  return largest
}

function walk(definitions: Schemas['definitions'], schema: ObjectSchema, path: string[]): [string, string[]][] {
  return Object.entries(schema.properties)
    .flatMap(([name, member]) => look(definitions, member, [...path, name]))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function look(definitions: Schemas['definitions'], schema: Schema, path: string[]): [string, string[]][] {
  const choices = choicesOf(definitions, schema)
  const targets = choices
    .flatMap((choice) => (isObject(choice) ? [kindOf(choice)] : []))
    .filter((kind) => kind !== null)
  const isId = choices.some((choice) => typeof choice === 'object' && 'type' in choice && choice.type === 'string')
  if (isId && targets.length > 0) return [[path.join('.'), [...new Set(targets)].toSorted()]]
  return choices.flatMap((choice) => {
    if (typeof choice === 'object' && 'type' in choice && choice.type === 'array')
      return look(definitions, choice.items, path)
    // What has a kind of its own is looked at as such; a hash belongs to the object around it.
    return isObject(choice) && kindOf(choice) === null && path.length < 6 ? walk(definitions, choice, path) : []
  })
}

function choicesOf(definitions: Schemas['definitions'], schema: Schema): Schema[] {
  if (typeof schema !== 'object') return []
  if ('$ref' in schema) return choicesOf(definitions, definitions[schema.$ref] ?? false)
  return 'anyOf' in schema ? schema.anyOf.flatMap((choice) => choicesOf(definitions, choice)) : [schema]
}

function isObject(schema: Schema): schema is ObjectSchema {
  return typeof schema === 'object' && 'type' in schema && schema.type === 'object'
}

function kindOf(schema: ObjectSchema): string | null {
  const { object } = schema.properties
  const value = typeof object === 'object' && 'enum' in object ? object.enum[0] : undefined
  return typeof value === 'string' ? value : null
}
