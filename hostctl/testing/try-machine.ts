import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { prepareRoot } from './prepare-root'
import { type Machine, startMachine } from './start-machine'

/**
 * For a test file: one machine for all of its tests. Where there can be none, each test is reported as skipped with
 * the reason.
 * @param prepare runs once, before the first test
 */
export function machineOfThisFile(prepare?: (machine: Machine) => Promise<void>): () => Machine {
  let machine: Machine | undefined
  let why = 'the machine did not start'
  // Each call is several programs, which share two cores with every other test file.
  vi.setConfig({ testTimeout: 90_000 })
  beforeAll(async () => {
    const root = await prepareRoot()
    if (root.kind === 'ready') {
      machine = await startMachine(root.folder)
      await prepare?.(machine)
    } else {
      why = root.why
      console.info(`Skipped: ${why}`)
    }
  }, 600_000)
  beforeEach((ctx) => {
    if (!machine) ctx.skip(why)
  })
  afterAll(() => machine?.close())
  return () => {
    if (!machine) throw new Error(why)
    return machine
  }
}
