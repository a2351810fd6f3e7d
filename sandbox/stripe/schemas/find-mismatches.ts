import type { ObjectSchema, Schema, Schemas } from './schema'

/** How leaves are written: as JSON values, or as the text of a form. */
type Notation = 'json' | 'form'

type Context = { definitions: Schemas['definitions']; notation: Notation }

/**
 * What is wrong with a value, one sentence for each place; none when it fits.
 * In a form every leaf is text: numbers and booleans by their digits and names, null and an empty list as nothing.
 */
export function findMismatches(context: Context, schema: Schema, value: unknown, path: string): string[] {
  if (schema === true) return []
  if (schema === false) return value === undefined ? [] : [`${path} must not be there`]
  if ('$ref' in schema) return findMismatches(context, context.definitions[schema.$ref] ?? false, value, path)
  if ('anyOf' in schema) return inChoices(context, schema.anyOf, value, path)
  if ('enum' in schema) {
    const values = context.notation === 'form' ? schema.enum.map((item) => String(item ?? '')) : schema.enum
    return values.some((item) => item === value)
      ? []
      : [`${path} is ${show(value)}, not one of ${schema.enum.join(', ')}`]
  }
  if (schema.type === 'array') return inArray(context, schema.items, value, path)
  if (schema.type === 'object') return inObject(context, schema, value, path)
  return isLeaf(context.notation, schema, value) ? [] : [`${path} is ${show(value)}, not a ${schema.type}`]
}

function isLeaf(
  notation: Notation,
  schema: { type: 'string' | 'number'; format?: 'decimal' },
  value: unknown,
): boolean {
  if (schema.type === 'number' && notation === 'json') return typeof value === 'number'
  if (typeof value !== 'string') return false
  return (schema.type === 'string' && schema.format === undefined) || /^-?\d+(\.\d+)?$/.test(value)
}

function inArray(context: Context, items: Schema, value: unknown, path: string): string[] {
  if (context.notation === 'form' && value === '') return []
  const members = Array.isArray(value) ? value.entries() : value instanceof Map ? value.entries() : null
  if (!members) return [`${path} is ${show(value)}, not an array`]
  return [...members].flatMap(([index, item]) => findMismatches(context, items, item, `${path}[${index}]`))
}

function inObject(context: Context, schema: ObjectSchema, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path} is ${show(value)}, not an object`]
  const members = new Map<string, unknown>(value instanceof Map ? value : Object.entries(value))
  const lacking = schema.required.filter((name) => !members.has(name)).map((name) => `${path}.${name} is missing`)
  const wrong = [...members].flatMap(([name, member]) => {
    const isKnown = Object.hasOwn(schema.properties, name)
    const expected = isKnown ? (schema.properties[name] ?? true) : schema.additionalProperties
    return expected === false && !isKnown
      ? [`${path}.${name} is unknown`]
      : findMismatches(context, expected, member, `${path}.${name}`)
  })
  return [...lacking, ...wrong]
}

/** The choice that was meant is the one with the least amiss; among equals a later one, because values stand first. */
function inChoices(context: Context, choices: Schema[], value: unknown, path: string): string[] {
  const meant = choices.filter((choice) => hasItsType(context, choice, value))
  let least: string[] | undefined
  for (const choice of (meant.length > 0 ? meant : choices).toReversed()) {
    const found = findMismatches(context, choice, value, path)
    if (found.length === 0) return found
    if (!least || found.length < least.length) least = found
  }
  return least ?? []
}

/** Of the hundreds of kinds of events a value says itself which one it is. */
function hasItsType({ definitions }: Context, choice: Schema, value: unknown): boolean {
  const schema = typeof choice === 'object' && '$ref' in choice ? definitions[choice.$ref] : choice
  if (typeof schema !== 'object' || !('type' in schema) || schema.type !== 'object') return true
  if (typeof value !== 'object' || value === null || !('type' in value)) return true
  const expected = schema.properties.type
  if (typeof expected !== 'object' || !('enum' in expected)) return true
  return expected.enum.some((item) => item === value.type)
}

function show(value: unknown): string {
  const text = value instanceof Map ? JSON.stringify([...value]) : JSON.stringify(value)
  return (text ?? 'undefined').slice(0, 80)
}
