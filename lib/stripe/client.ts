import Stripe from 'stripe'
import { env } from '@/lib/env'

let client: Stripe | undefined

/** The SDK, speaking to Stripe or to its stand-in on this machine. */
export function stripe(): Stripe {
  client ??= new Stripe(env().STRIPE_SECRET_KEY, {
    // A buyer waits for it: two tries that hang are over after twelve seconds.
    timeout: 6_000,
    maxNetworkRetries: 1,
    telemetry: false,
    ...standIn(),
  })
  return client
}

function standIn() {
  const base = env().STRIPE_API_BASE
  if (!base) return {}
  const { hostname, port, protocol } = new URL(base)
  return { host: hostname, port, protocol: protocol === 'https:' ? ('https' as const) : ('http' as const) }
}
