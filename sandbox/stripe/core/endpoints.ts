import type { World } from './world'

/** The name of the one receiver that the stand-in is started with; it is no object of the API. */
const configured = 'configured'

export type Receiver = { url: string; secrets: string[] }

/** Who is told of events: the address that the stand-in was started with, and the webhook endpoints made since. */
export class Endpoints {
  readonly #world: World
  readonly #configured: Receiver | null

  constructor(world: World, options: { webhookUrl: string | null; webhookSecret: string }) {
    this.#world = world
    const { webhookUrl, webhookSecret } = options
    const secrets = webhookSecret
      .split(',')
      .map((secret) => secret.trim())
      .filter(Boolean)
    if (webhookUrl !== null && secrets.length === 0) {
      throw new Error('The stand-in for Stripe needs a webhook secret to sign its deliveries.')
    }
    this.#configured = webhookUrl === null ? null : { url: webhookUrl, secrets }
  }

  /** The ids of those who are told of events of this type. */
  receiversOf(type: string): string[] {
    const ids = this.#configured ? [configured] : []
    for (const { id, status, enabled_events } of this.#world.store.tables.webhook_endpoint.oldestFirst()) {
      if (status === 'enabled' && (enabled_events.includes('*') || enabled_events.includes(type))) ids.push(id)
    }
    return ids
  }

  /** Where to send and what to sign with; null when the receiver is gone or disabled. */
  find(id: string): Receiver | null {
    if (id === configured) return this.#configured
    const { webhook_endpoint, webhook_secret } = this.#world.store.tables
    const endpoint = webhook_endpoint.get(id)
    const known = webhook_secret.get(id)
    if (endpoint?.status !== 'enabled' || !known) return null
    const older = known.older.filter(({ untilMs }) => untilMs > this.#world.nowMs)
    return { url: endpoint.url, secrets: [known.secret, ...older.map(({ secret }) => secret)] }
  }
}
