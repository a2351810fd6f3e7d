import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Product } from './start-product'

type StandIn = { addresses: Pick<Product['addresses'], 'stripe'>; secrets: Pick<Product['secrets'], 'stripeKey'> }

/** Of each kind how often it hit a webhook. */
export type DeliveryFaults = { kind: string; times: number }[]

/** What happens to webhooks: the share of each kind is of what the kinds before it left over. */
const kinds: Record<string, string>[] = [
  { kind: 'delivery_drop', share: '0.12' },
  { kind: 'delivery_reorder', share: '0.15', delay_ms: '1500' },
  { kind: 'delivery_delay', share: '0.15', delay_ms: '4000' },
  { kind: 'delivery_duplicate', share: '0.3' },
]
/** More than there will ever be, so that what is left of it tells how many there were. */
const enough = 1_000_000

const listSchema = z.object({ faults: z.array(z.object({ kind: z.string(), left: z.int().nullable() })) })

/** Events of a payment may come a moment after it. */
const settlesWithinMs = 2_000

/** Loses every event that comes of some act. */
export async function withoutDeliveries<Result>(standIn: StandIn, act: () => Promise<Result>): Promise<Result> {
  await ask(standIn, 'POST', new URLSearchParams({ kind: 'delivery_drop', share: '1', count: String(enough) }))
  try {
    const result = await act()
    await pause(settlesWithinMs)
    return result
  } finally {
    await ask(standIn, 'DELETE')
  }
}

/** Switches on drops, reordering, delays and duplicates in the stand-in for Stripe (sandbox/stripe/README.md). */
export async function startDeliveryFaults(standIn: StandIn): Promise<void> {
  for (const kind of kinds) await ask(standIn, 'POST', new URLSearchParams({ ...kind, count: String(enough) }))
}

/** Switches them off; what was dropped stays dropped. */
export async function endDeliveryFaults(standIn: StandIn): Promise<DeliveryFaults> {
  const { faults } = listSchema.parse(await ask(standIn, 'GET'))
  await ask(standIn, 'DELETE')
  return faults.map(({ kind, left }) => ({ kind, times: enough - (left ?? enough) }))
}

async function ask({ addresses, secrets }: StandIn, method: string, body?: URLSearchParams): Promise<unknown> {
  const headers = { authorization: `Bearer ${secrets.stripeKey}` }
  const response = await fetch(`${addresses.stripe}/_sandbox/faults`, { method, headers, body })
  if (!response.ok) throw new Error(`The stand-in answered ${response.status}: ${await response.text()}`)
  return response.json()
}
