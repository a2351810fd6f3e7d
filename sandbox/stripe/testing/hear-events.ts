import { account } from './account'
import type { OpenStripe } from './open-stripe'
import { startReceiver } from './receiver'

/**
 * The types of the events that come from now on: by deliveries whose signature the SDK verifies, or, where Stripe cannot
 * deliver to this machine, from its list of events.
 */
export async function hearEvents({ sdk }: OpenStripe) {
  if (account) {
    const [newest] = (await sdk.events.list({ limit: 1 })).data
    const since = newest ? { ending_before: newest.id } : {}
    const types = async () => (await sdk.events.list({ ...since, limit: 100 })).data.map(({ type }) => type)
    return { types, async close() {} }
  }
  const receiver = await startReceiver(() => 200, [])
  const endpoint = await sdk.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
  receiver.secrets.push(endpoint.secret ?? '')
  return {
    async types() {
      return receiver.received.filter(({ verifiedBy }) => verifiedBy.length > 0).map(({ event }) => event.type)
    },
    async close() {
      await sdk.webhookEndpoints.del(endpoint.id)
      await receiver.close()
    },
  }
}
