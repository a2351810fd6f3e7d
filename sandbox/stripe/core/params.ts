import { invalid } from './failure'
import type { Tree } from './form'

/** Reads one parameter. `path` is its full name, as in `line_items[0][quantity]`. */
export type Param<Value> = (tree: Tree, path: string) => Value
type Needed<Value> = { needed: Param<Value> }
export type Shape = Record<string, Param<unknown> | Needed<unknown>>
export type Values<Of extends Shape> = {
  [Key in keyof Of]: Of[Key] extends Needed<infer Value>
    ? Value
    : Of[Key] extends Param<infer Value>
      ? Value | undefined
      : never
}

/** A parameter that must be there. */
export function needed<Value>(param: Param<Value>): Needed<Value> {
  return { needed: param }
}

/** A parameter that an empty value unsets: it reads as null. */
export function emptyable<Value>(param: Param<Value>): Param<Value | null> {
  return (tree, path) => (tree === '' ? null : param(tree, path))
}

/** A parameter that Stripe takes and the stand-in does not: refused plainly, never passed over. */
const unsupported: Param<undefined> = (_tree, path) => {
  throw invalid(`Stripe takes the parameter ${path}, but this stand-in does not yet.`, {
    param: path,
    code: 'parameter_unknown',
  })
}

/** The same refusal for many names. */
export function unsupportedAll<const Name extends string>(...names: Name[]): Record<Name, typeof unsupported>
export function unsupportedAll(...names: string[]): Record<string, typeof unsupported> {
  return Object.fromEntries(names.map((name) => [name, unsupported]))
}

export function text(maxLength = 5000): Param<string> {
  return (tree, path) => {
    const value = leaf(tree, path, 'string')
    if (value.length > maxLength) {
      throw invalid(`Invalid string: ${value.slice(0, 20)}…; must be at most ${maxLength} characters`, { param: path })
    }
    return value
  }
}

export function integer(range: { min?: number; max?: number } = {}): Param<number> {
  return (tree, path) => {
    const value = leaf(tree, path, 'integer')
    const details = { param: path, code: 'parameter_invalid_integer' }
    if (!/^-?\d{1,15}$/.test(value)) throw invalid(`Invalid integer: ${value}`, details)
    const number = Number(value)
    if (range.min !== undefined && number < range.min) {
      throw invalid(`This value must be greater than or equal to ${range.min}.`, details)
    }
    if (range.max !== undefined && number > range.max) {
      throw invalid(`This value must be less than or equal to ${range.max}.`, details)
    }
    return number
  }
}

/** A number with up to four decimals, such as a percentage. */
export function decimal(range: { above: number; max: number }): Param<number> {
  return (tree, path) => {
    const value = leaf(tree, path, 'decimal')
    if (!/^-?\d{1,12}(\.\d{1,4})?$/.test(value)) throw invalid(`Invalid decimal: ${value}`, { param: path })
    const number = Number(value)
    if (number <= range.above || number > range.max) {
      throw invalid(`Invalid ${path}: must be greater than ${range.above} and at most ${range.max}`, { param: path })
    }
    return number
  }
}

export const boolean: Param<boolean> = (tree, path) => {
  const value = leaf(tree, path, 'boolean')
  if (value !== 'true' && value !== 'false') throw invalid(`Invalid boolean: ${value}`, { param: path })
  return value === 'true'
}

export function oneOf<const Choice extends string>(...choices: Choice[]): Param<Choice> {
  return (tree, path) => {
    const value = leaf(tree, path, 'string')
    const chosen = choices.find((choice) => choice === value)
    if (chosen) return chosen
    const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(choices)
    throw invalid(`Invalid ${path}: must be ${choices.length > 1 ? 'one of ' : ''}${list}`, { param: path })
  }
}

/** Words that Stripe takes for a parameter and the stand-in does not: refused plainly. */
export function notYet<Value>(param: Param<Value>, ...words: string[]): Param<Value> {
  return (tree, path) => {
    if (typeof tree !== 'string' || !words.includes(tree)) return param(tree, path)
    throw invalid(`Stripe takes ${tree} for the parameter ${path}, but this stand-in does not yet.`, { param: path })
  }
}

export const email: Param<string> = (tree, path) => {
  const value = text(512)(tree, path)
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value
  throw invalid(`Invalid email address: ${value}`, { param: path, code: 'email_invalid' })
}

export const url: Param<string> = (tree, path) => {
  const value = text()(tree, path)
  // {CHECKOUT_SESSION_ID} may stand anywhere in it, and URL accepts braces.
  if (URL.canParse(value) && /^https?:\/\//.test(value)) return value
  throw invalid('Not a valid URL', { param: path, code: 'url_invalid' })
}

/** Up to 50 pairs. A pair with an empty value is one to remove. */
export const metadata: Param<Record<string, string>> = (tree, path) => {
  const pairs = branch(tree, path, 'object')
  if (pairs.size > 50) throw invalid('You can only have up to 50 metadata keys.', { param: path })
  const entries = [...pairs].map(([key, value]): [string, string] => {
    const param = `${path}[${key}]`
    if (typeof value !== 'string') throw invalid('Metadata values must be strings.', { param })
    if (key.length > 40) throw invalid(`Metadata keys can be up to 40 characters: ${key}`, { param })
    if (value.length > 500) {
      throw invalid(`Metadata values can have up to 500 characters, but ${key} has ${value.length}.`, { param })
    }
    return [key, value]
  })
  return Object.fromEntries(entries)
}

export function list<Item>(item: Param<Item>, maxItems = 100): Param<Item[]> {
  return (tree, path) => {
    const items = branch(tree, path, 'array')
    if (items.size > maxItems) throw invalid(`Array ${path} must have at most ${maxItems} items.`, { param: path })
    return [...items].map(([index, value]) => {
      if (!/^\d{1,4}$/.test(index)) throw invalid('Invalid array', { param: path })
      return item(value, `${path}[${index}]`)
    })
  }
}

export function hash<Of extends Shape>(shape: Of): Param<Values<Of>> {
  return (tree, path) => readShape(branch(tree, path, 'object'), shape, path)
}

/** A moment, or a range of moments: `created=1` or `created[gte]=1`. Reads as a test. */
export const range: Param<(seconds: number) => boolean> = (tree, path) => {
  if (typeof tree === 'string') {
    const exact = integer()(tree, path)
    return (seconds) => seconds === exact
  }
  const bound = integer()
  const { gt, gte, lt, lte } = readShape(tree, { gt: bound, gte: bound, lt: bound, lte: bound }, path)
  return (seconds) =>
    (gt === undefined || seconds > gt) &&
    (gte === undefined || seconds >= gte) &&
    (lt === undefined || seconds < lt) &&
    (lte === undefined || seconds <= lte)
}

/**
 * Reads a whole request, or one group of it.
 * @throws Failure `parameter_unknown`, `parameter_missing`, or that of the parameter which is wrong
 */
export function readShape<Of extends Shape>(tree: Map<string, Tree>, shape: Of, path?: string): Values<Of>
export function readShape(tree: Map<string, Tree>, shape: Shape, path = ''): Record<string, unknown> {
  const nameOf = (key: string) => (path ? `${path}[${key}]` : key)
  const unknown = [...tree.keys()].filter((key) => !Object.hasOwn(shape, key)).map(nameOf)
  if (unknown.length > 0) {
    const message = `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`
    throw invalid(message, { param: unknown[0] ?? path, code: 'parameter_unknown' })
  }
  const values: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(shape)) {
    const value = tree.get(key)
    const param = typeof member === 'function' ? member : member.needed
    if (value !== undefined) values[key] = param(value, nameOf(key))
    else if (typeof member !== 'function') {
      throw invalid(`Missing required param: ${nameOf(key)}.`, { param: nameOf(key), code: 'parameter_missing' })
    }
  }
  return values
}

function leaf(tree: Tree, path: string, noun: string): string {
  if (typeof tree !== 'string') throw invalid(`Invalid ${noun}: {}`, { param: path })
  if (tree !== '') return tree
  const message = `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`
  throw invalid(message, { param: path, code: 'parameter_invalid_empty' })
}

function branch(tree: Tree, path: string, noun: 'object' | 'array'): Map<string, Tree> {
  if (typeof tree !== 'string') return tree
  // An empty list can only be sent as an empty value.
  if (tree === '' && noun === 'array') return new Map()
  throw invalid(`Invalid ${noun}`, { param: path })
}
