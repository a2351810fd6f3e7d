import { median } from '../statistics'

/** Milliseconds of each call, by what it is. */
export class Times {
  readonly #kinds = new Map<string, number[]>()

  /** Makes one call and notes how long it took. */
  async of<Answer>(kind: string, call: () => Promise<Answer>): Promise<Answer> {
    const startedAt = performance.now()
    const answer = await call()
    const times = this.#kinds.get(kind) ?? []
    times.push(performance.now() - startedAt)
    this.#kinds.set(kind, times)
    return answer
  }

  /** Makes as many calls, one after the other; progress is shown for long rows of them. */
  async row<Answer>(kind: string, count: number, call: (index: number) => Promise<Answer>): Promise<Answer[]> {
    const answers: Answer[] = []
    for (let index = 0; index < count; index++) {
      answers.push(await this.of(kind, () => call(index)))
      if ((index + 1) % 2000 === 0) console.info(`${kind}: ${index + 1} of ${count} …`)
    }
    return answers
  }

  medianOf(kind: string): number {
    return median(this.#kinds.get(kind) ?? [])
  }

  get count(): number {
    return [...this.#kinds.values()].flat().length
  }

  /** The slowest of all calls. */
  get worst(): { kind: string; ms: number } {
    const slowest = [...this.#kinds].map(([kind, times]) => ({ kind, ms: Math.max(...times) }))
    return slowest.reduce((worst, each) => (each.ms > worst.ms ? each : worst), { kind: 'none', ms: 0 })
  }

  print(): void {
    const rows = [...this.#kinds].map(([kind, times]) => [
      kind,
      { calls: times.length, median: `${median(times).toFixed(1)} ms`, worst: `${Math.max(...times).toFixed(1)} ms` },
    ])
    console.table(Object.fromEntries(rows))
  }
}
