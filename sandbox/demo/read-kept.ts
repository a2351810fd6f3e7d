import { existsSync, readFileSync } from 'node:fs'

/** What is kept in a JSON file under string keys; empty when there is none yet. */
export function readKept(path: string): Record<string, unknown> {
  const kept: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  return typeof kept === 'object' && kept !== null ? { ...kept } : {}
}
