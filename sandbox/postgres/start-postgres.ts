import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { findFreePort } from '../process/find-free-port'
import { openReaper } from '../process/open-reaper'
import { doesPostgresAnswer } from './does-postgres-answer'
import { postgresEnv, preparePostgres } from './prepare-postgres'

export type RunningPostgres = { url: string; port: number; pid: number; stop(): Promise<void> }

const startTimeoutMs = 30_000
const stopTimeoutMs = 10_000

/**
 * Starts a real PostgreSQL on 127.0.0.1 and waits until it takes a connection. It ends with this process, whatever
 * ends that.
 * @param options.port 0 for any free one
 * @param options.durable off is faster and loses data in a power cut: for tests
 * @throws with the server's own words when it does not come up
 */
export async function startPostgres(options: {
  dataDir: string
  port: number
  durable?: boolean
}): Promise<RunningPostgres> {
  const port = options.port || (await findFreePort())
  const { command, args, owner, cwd, url } = preparePostgres({
    dataDir: options.dataDir,
    port,
    durable: options.durable ?? true,
  })
  const server = spawn(command, args, {
    ...owner,
    cwd,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: postgresEnv,
  })
  let words = ''
  server.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000)
  })
  await new Promise((resolve, reject) => server.once('spawn', () => resolve(undefined)).once('error', reject))
  const pid = server.pid ?? 0
  const reaper = openReaper()
  reaper.watch(pid)
  try {
    await untilItAnswers(url, server)
  } catch (cause) {
    await stopServer(server)
    throw new Error(`PostgreSQL did not start:\n${words}`, { cause })
  } finally {
    if (hasEnded(server)) reaper.close()
  }
  return {
    url,
    port,
    pid,
    stop: async () => {
      await stopServer(server)
      reaper.forget(pid)
      reaper.close()
    },
  }
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  while (!(await doesPostgresAnswer(url))) {
    if (hasEnded(server)) throw new Error('The server ended')
    if (Date.now() > deadline) throw new Error(`No connection within ${startTimeoutMs} ms`)
    await pause(50)
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes everything down. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  const timer = setTimeout(() => server.kill('SIGQUIT'), stopTimeoutMs)
  await ended
  clearTimeout(timer)
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}
