import { keepsChanges } from './failure'
import { Faults } from './faults'
import { newId } from './id'
import type { Store } from './store'
import type { EventObject, EventType, StoredEvent } from './stored'

export const apiVersion = '2026-10-28.endive'

/** Days between the attempts to collect an invoice, and what becomes of its subscription after the last. */
export type Retries = { afterDays: number[]; ending: 'canceled' | 'unpaid' | 'past_due' }

export type RequestSource = { id: string | null; idempotency_key: string | null }
const nobody: RequestSource = { id: null, idempotency_key: null }

/** What every resource works with: the rows, the time, and a way to tell what happened. */
export class World {
  readonly store: Store
  /** Milliseconds between a delayed payment and its outcome. */
  readonly settleAfterMs: number
  /** What happens after a renewal could not be collected. */
  readonly retries: Retries
  /** How long before a renewal it is told of. */
  readonly upcomingDays: number
  readonly faults = new Faults()
  /** Address of this server, without a trailing slash. */
  baseUrl = ''
  /** The ids of the webhook endpoints that are told of events of a type. */
  receiversOf: (type: string) => string[] = () => []
  /** Called with the deliveries of each finished transaction. */
  onDeliveries: (deliveryIds: string[]) => void = () => {}
  /** Called with each event as it is made. */
  onEvent: (event: StoredEvent) => void = () => {}
  readonly #clock: () => number
  #moment: number | null = null
  #source = nobody
  #fresh: string[] = []

  constructor(options: {
    store: Store
    clock: () => number
    settleAfterMs: number
    retries: Retries
    upcomingDays: number
  }) {
    this.store = options.store
    this.#clock = options.clock
    this.settleAfterMs = options.settleAfterMs
    this.retries = options.retries
    this.upcomingDays = options.upcomingDays
  }

  /** The stand-in's own time, whatever test clocks say. */
  get nowMs(): number {
    return this.#clock()
  }

  /** Whole seconds, as all of Stripe's times: the moment that is being lived through, or else the stand-in's own. */
  get now(): number {
    return this.#moment ?? Math.floor(this.#clock() / 1000)
  }

  /** Runs the work as if it were that moment; null is the stand-in's own time. */
  at<Result>(seconds: number | null, work: () => Result): Result {
    const before = this.#moment
    this.#moment = seconds
    try {
      return work()
    } finally {
      this.#moment = before
    }
  }

  /** Runs the work as one transaction, then sends the events that it made. */
  change<Result>(work: () => Result, source: RequestSource = nobody): Result {
    this.#source = source
    this.#fresh = []
    try {
      return this.store.transaction(work)
    } catch (error) {
      if (!keepsChanges(error)) this.#fresh = []
      throw error
    } finally {
      const deliveries = this.#fresh
      this.#fresh = []
      if (deliveries.length > 0) this.onDeliveries(deliveries)
    }
  }

  /** Runs the work to see what it would do: nothing of it stays and nobody hears of it. */
  rehearse<Result>(work: () => Result): Result {
    const fresh = this.#fresh
    const tell = this.onEvent
    this.#fresh = []
    this.onEvent = () => {}
    try {
      return this.store.rehearse(work)
    } finally {
      this.#fresh = fresh
      this.onEvent = tell
    }
  }

  /** Tells that something happened. `previous` holds the former values of what an update changed. */
  emit<Type extends EventType>(type: Type, object: EventObject<Type>, previous?: Record<string, unknown>): void {
    const receivers = this.receiversOf(type)
    const event: StoredEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: apiVersion,
      created: this.now,
      data: { object, ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: receivers.length,
      request: this.#source,
      type,
    }
    this.store.tables.event.put(event)
    this.onEvent(event)
    if (this.#moment !== null) {
      this.store.tables.event_age.put({ id: event.id, atSeconds: Math.floor(this.#clock() / 1000) })
    }
    for (const endpoint of receivers) {
      const id = `${event.id}.${endpoint}`
      this.store.tables.delivery.put({ id, event: event.id, endpoint, tries: 0, nextTryAtMs: Date.now() })
      this.#fresh.push(id)
    }
  }
}
