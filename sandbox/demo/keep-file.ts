import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Writes a file in one step, readable by its owner alone: a reader sees the old text or the new one, never half. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** What is kept in a JSON file under string keys; empty when there is none yet. */
export function readKept(path: string): Record<string, unknown> {
  const kept: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  return typeof kept === 'object' && kept !== null ? { ...kept } : {}
}
