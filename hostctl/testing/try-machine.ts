import { afterAll, beforeAll, beforeEach } from 'vitest'
import { prepareRoot } from './prepare-root'
import { type Machine, startMachine } from './start-machine'

/**
 * For a test file: one machine for all of its tests. Where there can be none, each test is reported as skipped with
 * the reason.
 */
export function machineOfThisFile(): () => Machine {
  let machine: Machine | undefined
  let why = 'the machine did not start'
  beforeAll(async () => {
    const root = await prepareRoot()
    if (root.kind === 'ready') machine = await startMachine(root.folder)
    else why = root.why
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
