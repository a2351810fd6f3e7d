import { type ChildProcess, spawn } from 'node:child_process'

type Options = { prefix?: string[]; env?: Record<string, string> }

export type SpawnedWorker = {
  kill(signal: NodeJS.Signals): void
  /** Under which its jobs are locked. */
  poolId: string
  /** Whether it still runs. */
  isAlive(): boolean
  /** Its exit code, null when a signal ended it. */
  ended: Promise<number | null>
  /** All that it has logged. */
  log(): string
}

/**
 * For tests: a worker in a process of its own, with this process's environment, once it works.
 * @param options.prefix what the command begins with, to run it elsewhere
 * @param options.env what is different in its environment
 */
export async function spawnWorker({ prefix = [], env = {} }: Options = {}): Promise<SpawnedWorker> {
  const [command = '', ...args] = [...prefix, process.execPath, '--import', 'tsx', 'lib/worker/main.ts']
  const child = spawn(command, args, {
    env: { ...process.env, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      words += chunk.toString()
      if (words.includes('worker started')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    ended.then(() => reject(new Error(`The worker ended:\n${words}`)), reject)
  })
  const poolId = words.match(/"pool":"([^"]+)"/)?.[1] ?? ''
  return { poolId, kill: (signal) => child.kill(signal), isAlive: () => isAlive(child), ended, log: () => words }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
