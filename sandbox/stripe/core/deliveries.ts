import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { request as requestTls } from 'node:https'
import type { Endpoints, Receiver } from './endpoints'
import type { Delivery } from './stored'
import type { World } from './world'

const answerWithinMs = 10_000

/** Sends each event to each of its receivers on its own, until it is answered 2xx or the tries are used up. */
export class Deliveries {
  readonly #world: World
  readonly #endpoints: Endpoints
  readonly #retryDelaysMs: number[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 16 })
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** Deliveries that a fault sends in the reverse order. */
  #held: string[] = []
  #isStopped = false

  constructor(world: World, endpoints: Endpoints, retryDelaysMs: number[]) {
    this.#world = world
    this.#endpoints = endpoints
    this.#retryDelaysMs = retryDelaysMs
  }

  /** Takes up what an earlier process did not finish. */
  resume(): void {
    for (const delivery of this.#world.store.tables.delivery.oldestFirst()) this.#schedule(delivery)
  }

  /** Sends what is new, with the faults that a test asked for. */
  start(deliveryIds: string[]): void {
    for (const id of deliveryIds) {
      const delivery = this.#world.store.tables.delivery.get(id)
      if (delivery) this.#begin(delivery)
    }
  }

  /** Tries everything that was not taken yet, also what was given up or dropped. */
  async retry(): Promise<{ tried: number; delivered: number }> {
    const ids = [...this.#world.store.tables.delivery.oldestFirst()].map(({ id }) => id)
    for (const id of ids) clearTimeout(this.#timers.get(id))
    this.#held = []
    await Promise.all(ids.map((id) => this.#try(id)))
    return { tried: ids.length, delivered: ids.filter((id) => !this.#world.store.tables.delivery.get(id)).length }
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#agent.destroy()
  }

  #begin(delivery: Delivery) {
    const event = this.#world.store.tables.event.get(delivery.event)
    const fault = event && this.#world.faults.forDelivery(event.type)
    if (fault?.kind === 'delivery_drop') return this.#postpone(delivery, null)
    if (fault?.kind === 'delivery_delay') return this.#postpone(delivery, fault.delayMs)
    if (fault?.kind === 'delivery_reorder') return this.#hold(delivery.id, fault.delayMs)
    void this.#try(delivery.id)
    if (fault?.kind === 'delivery_duplicate') void this.#try(delivery.id)
  }

  #schedule(delivery: Delivery) {
    if (delivery.nextTryAtMs === null) return
    const wait = Math.max(0, delivery.nextTryAtMs - Date.now())
    clearTimeout(this.#timers.get(delivery.id))
    this.#timers.set(
      delivery.id,
      setTimeout(() => void this.#try(delivery.id), wait),
    )
  }

  #postpone(delivery: Delivery, delayMs: number | null) {
    const nextTryAtMs = delayMs === null ? null : Date.now() + delayMs
    this.#world.store.transaction(() => {
      this.#schedule(this.#world.store.tables.delivery.put({ ...delivery, nextTryAtMs }))
    })
  }

  #hold(id: string, forMs: number) {
    this.#held.push(id)
    if (this.#held.length > 1) return
    const release = async () => {
      const ids = this.#held.reverse()
      this.#held = []
      for (const held of ids) await this.#try(held)
    }
    this.#timers.set(
      'held',
      setTimeout(() => void release(), forMs),
    )
  }

  async #try(id: string): Promise<void> {
    this.#timers.delete(id)
    const delivery = this.#world.store.tables.delivery.get(id)
    const event = this.#world.store.tables.event.get(delivery?.event ?? '')
    if (!delivery || !event || this.#isStopped) return
    const receiver = this.#endpoints.find(delivery.endpoint)
    if (!receiver) return this.#postpone(delivery, null)
    const body = JSON.stringify(event)
    let taken = await this.#post(receiver, body)
    // The receiver may close an idle connection just as we use it again: that was no try at all.
    if (taken === 'stale connection') taken = await this.#post(receiver, body)
    if (!this.#isStopped) this.#record(id, taken === true)
  }

  #record(id: string, isTaken: boolean) {
    const { delivery: deliveries, event: events } = this.#world.store.tables
    const delivery = deliveries.get(id)
    const event = events.get(delivery?.event ?? '')
    if (!delivery || !event) return
    this.#world.store.transaction(() => {
      if (isTaken) {
        deliveries.remove(id)
        events.put({ ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) })
        return
      }
      const delay = this.#retryDelaysMs[delivery.tries]
      const nextTryAtMs = delay === undefined ? null : Date.now() + delay
      this.#schedule(deliveries.put({ ...delivery, tries: delivery.tries + 1, nextTryAtMs }))
    })
  }

  #post(receiver: Receiver, body: string): Promise<boolean | 'stale connection'> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Stripe/1.0 (stand-in)',
        'stripe-signature': signatureOf(body, receiver.secrets, Math.floor(Date.now() / 1000)),
      }
      const signal = AbortSignal.timeout(answerWithinMs)
      const send = receiver.url.startsWith('https:') ? requestTls : request
      const agent = send === request ? { agent: this.#agent } : {}
      const sent = send(receiver.url, { method: 'POST', headers, ...agent, signal }, (answer) => {
        answer.resume()
        const status = answer.statusCode ?? 0
        resolve(status >= 200 && status < 300)
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        resolve(sent.reusedSocket && error.code === 'ECONNRESET' ? 'stale connection' : false)
      })
      sent.end(body)
    })
  }
}

/** Stripe's scheme v1: an HMAC of time and body, one for each secret while one is being rolled. */
function signatureOf(body: string, secrets: string[], seconds: number): string {
  const sign = (secret: string) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${sign(secret)}`)].join(',')
}
