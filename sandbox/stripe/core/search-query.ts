import { invalid } from './failure'

type Value = string | number | null | undefined
/** What a query may ask of a row: its fields by name, and its metadata. Numbers are compared, words are looked into. */
export type Searched = { fields: Record<string, Value>; metadata: Record<string, string> }
/** Words are compared without regard to case: the value is in small letters. */
type Clause = { isNot: boolean; field: string; key: string | null; sign: string; value: string | null }

const clausePattern =
  /^(?<not>-?)(?<field>\w+)(?:\[(?<quote>["'])(?<key>.*?)\k<quote>\])?(?<sign>:|~|>=|<=|>|<|=)(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<bare>\w+))(?=\s|$)/

/**
 * Reads a query in Stripe's search language: clauses such as `email:"a@b.example"`, `name~"ann"`, `-created>1700000000` or
 * `metadata["order"]:"7"`, joined by AND or by OR, never both.
 * @param fields names that rows of this resource can be searched by, beside metadata
 * @throws Failure for what is no query, and for a field that is not among them
 */
export function readQuery(query: string, resource: string, fields: string[]): (row: Searched) => boolean {
  const clauses: Clause[] = []
  const joints = new Set<string>()
  let rest = query.trim()
  for (;;) {
    const found = clausePattern.exec(rest)
    if (!found?.groups) throw unreadable()
    clauses.push(clauseOf(found.groups, resource, fields))
    rest = rest.slice(found[0].length).trim()
    if (rest === '') break
    const joint = /^(AND|OR)\s+/i.exec(rest)
    if (joint) joints.add(String(joint[1]).toUpperCase())
    // Without a word between them, clauses are joined by AND.
    else joints.add('AND')
    rest = rest.slice(joint?.[0].length ?? 0)
  }
  if (joints.size > 1) throw invalid('You cannot combine AND and OR in one search query.', { param: 'query' })
  if (clauses.length > 10) throw invalid('A search query can have up to 10 clauses.', { param: 'query' })
  return (row) => (joints.has('OR') ? clauses.some((one) => holds(one, row)) : clauses.every((one) => holds(one, row)))
}

function clauseOf(groups: Record<string, string | undefined>, resource: string, fields: string[]): Clause {
  const { not, field = '', key, sign = ':', double, single, bare } = groups
  if (!fields.includes(field) && (field !== 'metadata' || key === undefined)) {
    throw invalid(
      `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource} for a list of supported fields.`,
      { param: 'query' },
    )
  }
  const quoted = (double ?? single)?.replace(/\\(.)/g, '$1')
  if (sign === '~' && (quoted ?? '').length < 3) {
    throw invalid('A substring to search for needs at least three characters.', { param: 'query' })
  }
  if (quoted === undefined && bare !== 'null' && !/^\d+$/.test(bare ?? '')) throw unreadable()
  const value = quoted ?? (bare === 'null' ? null : (bare ?? ''))
  return { isNot: not === '-', field, key: key ?? null, sign, value: value?.toLowerCase() ?? null }
}

function holds({ isNot, field, key, sign, value }: Clause, { fields, metadata }: Searched): boolean {
  const own = key === null ? fields[field] : Object.hasOwn(metadata, key) ? metadata[key] : undefined
  return isMatch(own ?? null, sign, value) !== isNot
}

function isMatch(own: string | number | null, sign: string, value: string | null): boolean {
  if (own === null || value === null) return own === value && sign === ':'
  if (typeof own === 'number') return compares(own, sign, Number(value))
  const text = own.toLowerCase()
  return sign === '~' ? text.includes(value) : sign === ':' && text === value
}

function compares(own: number, sign: string, value: number): boolean {
  if (sign === '>') return own > value
  if (sign === '>=') return own >= value
  if (sign === '<') return own < value
  return sign === '<=' ? own <= value : own === value
}

function unreadable() {
  return invalid(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
    { param: 'query' },
  )
}
