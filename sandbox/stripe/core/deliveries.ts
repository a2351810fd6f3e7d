import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Delivery } from './stored'
import type { World } from './world'

const answerWithinMs = 10_000

/** Sends events to the webhook address, each on its own, until the receiver answers 2xx or the tries are used up. */
export class Deliveries {
  readonly #world: World
  readonly #url: string
  readonly #secrets: string[]
  readonly #retryDelaysMs: number[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 16 })
  readonly #timers = new Map<string, NodeJS.Timeout>()
  #isStopped = false

  constructor(world: World, options: { url: string; secrets: string[]; retryDelaysMs: number[] }) {
    this.#world = world
    this.#url = options.url
    this.#secrets = options.secrets
    this.#retryDelaysMs = options.retryDelaysMs
  }

  /** Takes up what an earlier process did not finish. */
  resume(): void {
    for (const delivery of this.#world.store.tables.delivery.oldestFirst()) this.#schedule(delivery)
  }

  start(eventIds: string[]): void {
    for (const id of eventIds) void this.#try(id)
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#agent.destroy()
  }

  #schedule(delivery: Delivery) {
    if (delivery.nextTryAtMs === null) return
    const wait = Math.max(0, delivery.nextTryAtMs - Date.now())
    this.#timers.set(
      delivery.id,
      setTimeout(() => void this.#try(delivery.id), wait),
    )
  }

  async #try(id: string): Promise<void> {
    this.#timers.delete(id)
    const event = this.#world.store.tables.event.get(id)
    if (!event || this.#isStopped) return
    const body = JSON.stringify(event)
    let taken = await this.#post(body)
    // The receiver may close an idle connection just as we use it again: that was no try at all.
    if (taken === 'stale connection') taken = await this.#post(body)
    if (!this.#isStopped) this.#record(id, taken === true)
  }

  #record(id: string, isTaken: boolean) {
    const { delivery: deliveries, event: events } = this.#world.store.tables
    const delivery = deliveries.get(id)
    const event = events.get(id)
    if (!delivery || !event) return
    this.#world.store.transaction(() => {
      if (isTaken) {
        deliveries.remove(id)
        events.put({ ...event, pending_webhooks: 0 })
        return
      }
      const delay = this.#retryDelaysMs[delivery.tries]
      const nextTryAtMs = delay === undefined ? null : Date.now() + delay
      this.#schedule(deliveries.put({ id, tries: delivery.tries + 1, nextTryAtMs }))
    })
  }

  #post(body: string): Promise<boolean | 'stale connection'> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Stripe/1.0 (stand-in)',
        'stripe-signature': signatureOf(body, this.#secrets, Math.floor(Date.now() / 1000)),
      }
      const signal = AbortSignal.timeout(answerWithinMs)
      const sent = request(this.#url, { method: 'POST', headers, agent: this.#agent, signal }, (answer) => {
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
