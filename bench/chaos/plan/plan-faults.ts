import type { Random } from './random'

export const partNames = ['web-1', 'web-2', 'worker-1', 'worker-2', 'postgres', 'mail', 'hosting'] as const
export type PartName = (typeof partNames)[number]

/** The connections of the product to what is outside of it. */
export const lineNames = ['stripe', 'smtp', 'hosting'] as const
export type LineName = (typeof lineNames)[number]

/** `reset` breaks connections and refuses new ones; `silence` lets nothing through and says nothing. */
export type Manner = 'reset' | 'silence'

export type Fault = {
  /** After the start of the buying. */
  atMs: number
} & (
  | { kind: 'kill'; part: PartName }
  | { kind: 'restart'; part: 'postgres' }
  | { kind: 'cut'; line: LineName; manner: Manner; forMs: number }
)

const msPerKill = 4_000
/** The same part is left alone for so long, or it would do nothing but start. */
const restMs: Partial<Record<PartName, number>> = { postgres: 15_000 }
const usualRestMs = 8_000
const killsPerCut = 4
const killsPerRestart = 20
const shortestCutMs = 1_000
const longestCutMs = 6_000

/** How long the faults of so many kills go on. */
export function faultsLastMs(kills: number): number {
  return kills * msPerKill
}

/** When is what killed, cut and restarted: in order of time, and the same for the same random numbers. */
export function planFaults(random: Random, kills: number): Fault[] {
  const moment = () => Math.round(random.between(0, faultsLastMs(kills)))
  const times = Array.from({ length: kills }, moment).sort((a, b) => a - b)
  const cuts = Array.from({ length: Math.ceil(kills / killsPerCut) }, (_, index): Fault => {
    const line = lineNames[index % lineNames.length] ?? 'stripe'
    const forMs = Math.round(random.between(shortestCutMs, longestCutMs))
    return { atMs: moment(), kind: 'cut', line, manner: random.pick(['reset', 'silence']), forMs }
  })
  const restarts = Array.from({ length: Math.ceil(kills / killsPerRestart) }, (): Fault => {
    return { atMs: moment(), kind: 'restart', part: 'postgres' }
  })
  return [...chooseVictims(random, times), ...cuts, ...restarts].sort((a, b) => a.atMs - b.atMs)
}

/** Any part that has had its rest; those that were killed less often come first. */
function chooseVictims(random: Random, times: number[]): Fault[] {
  const lastKill = new Map<PartName, number>()
  const killCount = new Map<PartName, number>()
  return times.map((atMs) => {
    const isRested = (part: PartName) => {
      const last = lastKill.get(part)
      return last === undefined || atMs - last >= (restMs[part] ?? usualRestMs)
    }
    const weight = (part: PartName) => (isRested(part) ? 0 : 100) + (killCount.get(part) ?? 0) + random.next()
    const { part } = partNames
      .map((part) => ({ part, weight: weight(part) }))
      .reduce((least, candidate) => (candidate.weight < least.weight ? candidate : least))
    lastKill.set(part, atMs)
    killCount.set(part, (killCount.get(part) ?? 0) + 1)
    return { atMs, kind: 'kill', part }
  })
}
