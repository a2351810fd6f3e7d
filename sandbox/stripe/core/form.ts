import { invalid } from './failure'

/** Parameters as they arrive: every leaf is text, every branch has named (or numbered) members. */
export type Tree = string | Map<string, Tree>

const deepest = 12

/**
 * Reads `a[b][0]=c`, Stripe's form encoding.
 * @throws Failure when one name is both a value and a group
 */
export function readForm(...encoded: string[]): Map<string, Tree> {
  const root = new Map<string, Tree>()
  for (const text of encoded) {
    for (const [name, value] of new URLSearchParams(text)) insert(root, name, value)
  }
  return root
}

function insert(root: Map<string, Tree>, name: string, value: string) {
  const path = segmentsOf(name)
  if (path.length > deepest) throw invalid(`Too many levels in the parameter ${name.slice(0, 100)}.`)
  const leaf = path.pop() ?? name
  let branch = root
  for (const segment of path) {
    const key = segment === '' ? String(branch.size) : segment
    const next = branch.get(key) ?? new Map<string, Tree>()
    if (typeof next === 'string') throw invalid(`The parameter ${name} is both a value and a group.`, { param: name })
    branch.set(key, next)
    branch = next
  }
  const key = leaf === '' ? String(branch.size) : leaf
  if (branch.get(key) instanceof Map) {
    throw invalid(`The parameter ${name} is both a value and a group.`, { param: name })
  }
  branch.set(key, value)
}

function segmentsOf(name: string): string[] {
  const open = name.indexOf('[')
  if (open <= 0 || !name.endsWith(']')) return [name]
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')]
}
