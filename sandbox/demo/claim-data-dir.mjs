import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes this process the only launcher of a data folder, until it ends.
 * @param {string} dataDir made when it is missing
 * @returns {{ wasLeftBehind: boolean, release: () => void }} `wasLeftBehind`: the launcher before was killed, so what
 *   it had started may still be ending
 * @throws {Error} naming the launcher that runs already
 */
export function claimDataDir(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  // The unprivileged user of PostgreSQL passes through; the files themselves are closed to others.
  chmodSync(dataDir, 0o711)
  const lock = join(dataDir, 'launcher.pid')
  const ours = `${lock}.${process.pid}`
  const release = () => rmSync(lock, { force: true })
  writeFileSync(ours, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 })
  try {
    if (tryLink(ours, lock)) return { wasLeftBehind: false, release }
    refuseWhileItRuns(lock, dataDir)
    // Moved away by one atomic step, so that of two launchers that see the same old lock one loses.
    renameSync(lock, `${ours}.old`)
    if (!tryLink(ours, lock)) refuseWhileItRuns(lock, dataDir)
    return { wasLeftBehind: true, release }
  } finally {
    rmSync(ours, { force: true })
    rmSync(`${ours}.old`, { force: true })
  }
}

function tryLink(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function refuseWhileItRuns(lock, dataDir) {
  const [pid, ...start] = readFileSync(lock, 'utf8').split(' ')
  if (startOf(Number(pid)) === start.join(' ')) {
    throw new Error(`A demo already runs on ${dataDir} as process ${pid}. Stop it, or set DATA_DIR to another folder.`)
  }
}

/** When a process was started, in whatever words the system has: tells a process from a later one with its number. */
function startOf(pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')
    return afterName.split(' ')[19]
  } catch {
    if (process.platform === 'linux') return undefined
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined
  }
}
