import { renameSync, writeFileSync } from 'node:fs'

/** Replaces a file in one step: whoever reads it, and whenever this process dies, sees the old or the new one. */
export function writeFileWhole(path: string, content: string): void {
  const draft = `${path}.draft`
  writeFileSync(draft, content, { mode: 0o600 })
  renameSync(draft, path)
}
