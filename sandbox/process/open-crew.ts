import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Log, openLog } from './open-log'
import { openReaper, type Reaper } from './open-reaper'
import { type Part, type RunningPart, runPart } from './run-part'

/** All programs that a launcher has started. */
export type Crew = {
  reaper: Reaper
  log(name: string): Log
  start(part: Part): RunningPart
  /** Ends one part for good. */
  dismiss(part: RunningPart): Promise<void>
  /** Process ids of what runs now, by name. */
  pids(): Record<string, number>
  /** Ends them all, one group of names after the other, and what else the reaper watches. */
  stop(groups: { names: string[]; limitMs: number }[]): Promise<void>
}

/** @param onStart called after each start of a part, also after a crash */
export function openCrew({ logsDir, onStart }: { logsDir: string; onStart(): void }): Crew {
  mkdirSync(logsDir, { recursive: true })
  const reaper = openReaper()
  const parts = new Set<RunningPart>()
  const log = (name: string) => openLog(join(logsDir, `${name}.log`))
  return {
    reaper,
    log,
    start(part) {
      const running = runPart(part, { log: log(part.name), reaper, onStart })
      parts.add(running)
      return running
    },
    async dismiss(part) {
      parts.delete(part)
      await part.stop(2000)
    },
    pids() {
      const pids: Record<string, number> = {}
      for (const part of parts) {
        const pid = part.pid()
        if (pid) pids[part.name] = pid
      }
      return pids
    },
    async stop(groups) {
      for (const { names, limitMs } of groups) {
        const group = [...parts].filter((part) => names.includes(part.name))
        await Promise.all(group.map((part) => part.stop(limitMs)))
      }
      reaper.close()
    },
  }
}
