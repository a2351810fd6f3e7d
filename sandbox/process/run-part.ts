import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from './open-log'
import type { Reaper } from './open-reaper'

type Launch = {
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd?: string
  owner?: { uid: number; gid: number }
}

export type Part = {
  name: string
  /** Asked before every start, also after a crash. */
  launch(): Launch
  /** Whether it does its work, not merely whether its process exists. */
  isReady(log: Log): Promise<boolean>
  stopSignal?: NodeJS.Signals
  /** A run that lasted this long was fine: the next restart is quick again. */
  stableMs?: number
}

export type RunningPart = {
  name: string
  pid(): number | undefined
  /** @throws with the end of its log when it does not become ready in time */
  whenReady(timeoutMs: number): Promise<void>
  /** Asks it to end, waits, then makes it end. It is not started again. */
  stop(timeoutMs: number): Promise<void>
}

const usuallyStableMs = 20_000

/** A part that died so often before it was ever ready will not come up by itself. */
const hopelessDeaths = 5

/**
 * Starts a program and starts it again whenever it ends: at once at first, then with a pause that doubles up to ten
 * seconds for as long as it keeps dying.
 */
export function runPart(
  part: Part,
  { log, reaper, onStart }: { log: Log; reaper: Reaper; onStart(): void },
): RunningPart {
  let child: ChildProcess | undefined
  let restart: NodeJS.Timeout | undefined
  let isStopping = false
  let deaths = 0

  const start = () => {
    const startedAt = Date.now()
    child = launch(part, log, (reason) => {
      endGroup(child?.pid, reaper)
      child = undefined
      if (isStopping) return
      deaths = Date.now() - startedAt > (part.stableMs ?? usuallyStableMs) ? 1 : deaths + 1
      const pauseMs = pauseBeforeRestart(deaths)
      log.write(`[demo] ${part.name} ended (${reason}); starting it again in ${pauseMs} ms\n`)
      restart = setTimeout(start, pauseMs)
    })
    if (child?.pid) {
      reaper.watch(child.pid)
      onStart()
    }
  }
  start()

  return {
    name: part.name,
    pid: () => child?.pid,
    async whenReady(timeoutMs) {
      const deadline = Date.now() + timeoutMs
      while (!(child && (await part.isReady(log)))) {
        if (isStopping) return
        if (Date.now() > deadline || deaths >= hopelessDeaths)
          throw new Error(`${part.name} did not start. The end of its log:\n${log.tail()}`)
        await pause(50)
      }
    },
    async stop(timeoutMs) {
      isStopping = true
      clearTimeout(restart)
      const running = child
      if (!running) return
      const ended = new Promise((resolve) => running.once('close', resolve))
      running.kill(part.stopSignal ?? 'SIGTERM')
      const timer = setTimeout(() => signalGroup(running.pid, 'SIGKILL'), timeoutMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Milliseconds to wait before the restart after this many deaths in a row. */
export function pauseBeforeRestart(deaths: number): number {
  return Math.min(100 * 2 ** (deaths - 1), 10_000)
}

/** Each part leads a process group, so that what it started ends with it. */
function launch(part: Part, log: Log, onEnd: (reason: string) => void): ChildProcess | undefined {
  let program: Launch
  try {
    program = part.launch()
  } catch (error) {
    queueMicrotask(() => onEnd(String(error)))
    return undefined
  }
  const { command, args, env, cwd, owner } = program
  const child = spawn(command, args, { ...owner, cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk))
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk))
  let isOver = false
  const end = (reason: string) => {
    if (!isOver) onEnd(reason)
    isOver = true
  }
  child.once('error', (error) => end(error.message))
  child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
  return child
}

function endGroup(pid: number | undefined, reaper: Reaper): void {
  if (!pid) return
  signalGroup(pid, 'SIGKILL')
  reaper.forget(pid)
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (!pid) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nothing of the group is left.
  }
}
