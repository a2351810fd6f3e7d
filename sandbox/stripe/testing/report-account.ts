import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Says at the end of a run which cases could not run against Stripe itself, why, and how many did run. */
export class AccountReport implements Reporter {
  readonly #apiBase: string

  constructor(apiBase: string) {
    this.#apiBase = apiBase
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string) => cases.filter((one) => one.result().state === state)
    const skipped = inState('skipped')
    const reasons = [...new Set(skipped.map(reasonOf))].sort()
    const lines = reasons.flatMap((reason) => {
      const those = skipped.filter((one) => reasonOf(one) === reason)
      return ['', `${those.length} cannot run: ${reason}.`, ...those.map(nameOf)]
    })
    const [passed, failed] = [inState('passed').length, inState('failed').length]
    const counts = `${passed + failed} cases ran (${passed} passed, ${failed} failed), ${skipped.length} cannot`
    process.stdout.write(`${lines.join('\n')}\n\nAgainst ${this.#apiBase}: ${counts}.\n`)
  }
}

function reasonOf(one: TestCase): string {
  return one.meta().cannotRun ?? 'no reason is given'
}

function nameOf(one: TestCase): string {
  return `  ${one.module.relativeModuleId}: ${one.fullName}`
}
