import { renameSync, writeFileSync } from 'node:fs'

/**
 * Writes a file in one step, readable by its owner alone: whoever reads it, and whenever this process dies, sees the
 * old text or the new one.
 */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
