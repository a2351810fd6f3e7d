import { newId } from './id'
import type { Store } from './store'
import type { EventObject, EventType, StoredEvent } from './stored'

export const apiVersion = '2026-10-28.endive'

export type RequestSource = { id: string | null; idempotency_key: string | null }
const nobody: RequestSource = { id: null, idempotency_key: null }

/** What every resource works with: the rows, the time, and a way to tell what happened. */
export class World {
  readonly store: Store
  /** Milliseconds between a delayed payment and its outcome. */
  readonly settleAfterMs: number
  /** Whether somebody is told of events. */
  readonly isWatched: boolean
  /** Address of this server, without a trailing slash. */
  baseUrl = ''
  /** Called with the ids of the events of each finished transaction. */
  onEvents: (eventIds: string[]) => void = () => {}
  readonly #clock: () => number
  #source = nobody
  #fresh: string[] = []

  constructor(options: { store: Store; clock: () => number; isWatched: boolean; settleAfterMs: number }) {
    this.store = options.store
    this.#clock = options.clock
    this.isWatched = options.isWatched
    this.settleAfterMs = options.settleAfterMs
  }

  get nowMs(): number {
    return this.#clock()
  }

  /** Whole seconds, as all of Stripe's times. */
  get now(): number {
    return Math.floor(this.#clock() / 1000)
  }

  /** Runs the work as one transaction, then sends the events that it made. */
  change<Result>(work: () => Result, source: RequestSource = nobody): Result {
    this.#source = source
    this.#fresh = []
    const result = this.store.transaction(work)
    const events = this.#fresh
    this.#fresh = []
    if (events.length > 0) this.onEvents(events)
    return result
  }

  /** Tells that something happened. `previous` holds the former values of what an update changed. */
  emit<Type extends EventType>(type: Type, object: EventObject<Type>, previous?: Record<string, unknown>): void {
    const event: StoredEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: apiVersion,
      created: this.now,
      data: { object, ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: this.isWatched ? 1 : 0,
      request: this.#source,
      type,
    }
    this.store.tables.event.put(event)
    if (!this.isWatched) return
    this.store.tables.delivery.put({ id: event.id, tries: 0, nextTryAtMs: Date.now() })
    this.#fresh.push(event.id)
  }
}
