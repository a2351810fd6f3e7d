import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Change } from './table'

/**
 * An append-only file with one line for each transaction. A line is written whole before its answer is sent, so a
 * killed process loses at most a transaction that nobody was told about.
 */
export class Journal {
  readonly #path: string
  #file: number | undefined

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true })
    this.#path = join(dataDir, 'journal.jsonl')
  }

  /**
   * Every change in the order it was made. A last line that was cut off is passed over.
   * @throws Error naming the line when another one cannot be read
   */
  *read(): Generator<Change> {
    if (!existsSync(this.#path)) return
    const bytes = readFileSync(this.#path)
    let start = 0
    for (let line = 1; start < bytes.length; line++) {
      const end = bytes.indexOf(0x0a, start)
      if (end === -1) return
      yield* parse(bytes.toString('utf8', start, end), `${this.#path}:${line}`)
      start = end + 1
    }
  }

  /** Replaces the file by what these changes say, and opens it for more. */
  rewrite(changes: Iterable<Change>): void {
    const next = `${this.#path}.next`
    const file = openSync(next, 'w', 0o600)
    for (const change of changes) writeLine(file, [change])
    fsyncSync(file)
    closeSync(file)
    renameSync(next, this.#path)
    this.#file = openSync(this.#path, 'a', 0o600)
  }

  append(changes: Change[]): void {
    if (this.#file === undefined) throw new Error('The journal is closed')
    writeLine(this.#file, changes)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}

function writeLine(file: number, changes: Change[]) {
  const line = Buffer.from(`${JSON.stringify(changes)}\n`)
  let written = 0
  while (written < line.length) written += writeSync(file, line, written)
}

function parse(line: string, place: string): Change[] {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new Error(`${place} is not readable: move the file away to start with nothing`, { cause })
  }
}
