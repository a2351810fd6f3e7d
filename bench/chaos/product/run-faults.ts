import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, LineName, PartName } from '@/bench/chaos/plan/plan-faults'
import type { Product } from './start-product'

/** What was really done, and when, in milliseconds since 1970. */
export type Done = {
  at: number
  until: number
  kind: Fault['kind']
  target: PartName | LineName
}

const restartWithinMs = 30_000

/**
 * Does what was planned, each thing at its moment; a part that is just being started again is waited for.
 * @param onDone told of each fault as it happens
 * @throws when a part is not started again within half a minute
 */
export async function runFaults(
  product: Pick<Product, 'parts' | 'lines'>,
  plan: Fault[],
  onDone: (done: Done) => void,
): Promise<void> {
  const startedAt = Date.now()
  await Promise.all(
    plan.map(async (fault) => {
      await pause(startedAt + fault.atMs - Date.now())
      if (fault.kind === 'cut') {
        await cut(product, fault, onDone)
        return
      }
      const pid = await runningPid(product, fault.part)
      // SIGINT is PostgreSQL's fast shutdown; its supervisor starts it again.
      process.kill(pid, fault.kind === 'kill' ? 'SIGKILL' : 'SIGINT')
      const at = Date.now()
      onDone({ at, until: at, kind: fault.kind, target: fault.part })
    }),
  )
}

async function cut(
  { lines }: Pick<Product, 'lines'>,
  { line, manner, forMs }: Extract<Fault, { kind: 'cut' }>,
  onDone: (done: Done) => void,
): Promise<void> {
  for (const each of lines[line]) each.cut(manner)
  const at = Date.now()
  onDone({ at, until: at + forMs, kind: 'cut', target: line })
  await pause(forMs)
  for (const each of lines[line]) each.restore()
}

async function runningPid({ parts }: Pick<Product, 'parts'>, part: PartName): Promise<number> {
  const deadline = Date.now() + restartWithinMs
  while (Date.now() < deadline) {
    const pid = parts[part].pid()
    if (pid) return pid
    await pause(20)
  }
  throw new Error(`${part} was not started again within ${restartWithinMs / 1000} s`)
}
