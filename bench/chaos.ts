import { faultsLastMs } from './chaos/plan/plan-faults'
import { readOptions } from './chaos/read-options'
import { runChaos } from './chaos/run-chaos'
import { walkBoundaries } from './chaos/walk-boundaries'

const options = readOptions(process.argv.slice(2))
const limitMs = faultsLastMs(options.kills) + 15 * 60_000
setTimeout(() => {
  console.error(`This took longer than ${limitMs / 60_000} minutes and is given up.`)
  process.exit(1)
}, limitMs).unref()
const isExact = options.boundaries ? await walkBoundaries(options) : await runChaos(options)
// What is left of connections would keep the process alive.
process.exit(isExact ? 0 : 1)
