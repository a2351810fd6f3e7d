import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * After `kill -9` or a power cut the server's pid file stays behind, and its number may by now belong to another
 * program, which makes PostgreSQL refuse to start. Removes the file unless a server of this cluster still runs.
 */
export function removeStalePid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid')
  const pid = readPid(file)
  if (pid !== undefined && !isServerOf(cluster, pid)) rmSync(file, { force: true })
}

function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch {
    return undefined
  }
}

function isServerOf(cluster: string, pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    // No /proc (macOS): leave the decision to PostgreSQL.
    return true
  }
}
