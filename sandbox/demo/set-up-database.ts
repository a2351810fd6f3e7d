import { fork } from 'node:child_process'
import type { Crew } from '../process/open-crew'
import { type DatabaseReport, isDatabaseReport } from './report'

/**
 * Brings tables, catalogue, staff account and hosting server to where the demo needs them. Changes nothing that is
 * there already.
 * @throws with the end of the log
 */
export function setUpDatabase(env: NodeJS.ProcessEnv, { log: openLog, reaper }: Crew): Promise<DatabaseReport> {
  const log = openLog('setup')
  return new Promise((resolve, reject) => {
    const child = fork('sandbox/demo/prepare-database.ts', {
      execArgv: ['--import', 'tsx'],
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    if (child.pid) reaper.watch(child.pid)
    child.stdout?.on('data', (chunk: Buffer) => log.write(chunk))
    child.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
    child.once('message', (message) => {
      if (isDatabaseReport(message)) resolve(message)
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (child.pid) reaper.forget(child.pid)
      reject(new Error(`The database could not be set up (exit code ${code}):\n${log.tail()}`))
    })
  })
}
