import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

/** Enough for days of a demo; one older file of the same size is kept beside it as `<path>.1`. */
const maxBytes = 5_000_000

export type Log = {
  write(chunk: Buffer | string): void
  /** The last few kilobytes written by this process, to explain a failure with. */
  tail(): string
}

/** Appends to a file that never grows beyond a fixed size. */
export function openLog(path: string, limitBytes = maxBytes): Log {
  let file = openSync(path, 'a', 0o600)
  let bytes = fstatSync(file).size
  let tail = ''
  return {
    write(chunk) {
      if (bytes > limitBytes) {
        closeSync(file)
        renameSync(path, `${path}.1`)
        file = openSync(path, 'a', 0o600)
        bytes = 0
      }
      bytes += writeSync(file, chunk.toString())
      tail = (tail + chunk.toString()).slice(-3000)
    },
    tail: () => tail,
  }
}
