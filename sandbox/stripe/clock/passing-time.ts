import type { World } from '../core/world'
import { settleDuePayments } from '../payments/settle-payment'
import { Agenda } from './agenda'
import { followTime } from './happenings'
import { advanceClocks, live } from './live'

const tickMs = 200
/** A request waits for this much of an advance at most. */
const sliceMs = 8

/** Keeps a stand-in up with time: its own, and that of the test clocks that are being advanced. */
export class PassingTime {
  readonly #world: World
  readonly #agenda = new Agenda()
  #ticking: NodeJS.Timeout | undefined
  #next: NodeJS.Immediate | null = null

  constructor(world: World) {
    this.#world = world
  }

  /** From now on it looks by itself as well; what an earlier process left is taken up. */
  start(): void {
    followTime(this.#world, this.#agenda)
    this.#ticking = setInterval(() => this.catchUp(), tickMs)
  }

  /** What is due by now has happened afterwards; an advance has gone on for a moment and goes on by itself. */
  catchUp(): void {
    live(this.#world, this.#agenda)
    settleDuePayments(this.#world)
    this.#goOn()
  }

  /** Waits until no test clock is being advanced. */
  async rest(): Promise<void> {
    while (this.#next) await new Promise((resolve) => setImmediate(resolve))
  }

  stop(): void {
    clearInterval(this.#ticking)
    if (this.#next) clearImmediate(this.#next)
  }

  #goOn() {
    if (this.#next) clearImmediate(this.#next)
    this.#next = advanceClocks(this.#world, this.#agenda, sliceMs) ? setImmediate(() => this.#goOn()) : null
  }
}
