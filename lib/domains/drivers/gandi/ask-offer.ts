import { z } from 'zod'
import type { DomainOffer } from '@/lib/domains/registrar'
import type { Money } from '@/lib/money'
import { callGandi, type GandiAccount } from './call-gandi'

const price = z.object({
  duration_unit: z.string(),
  min_duration: z.int(),
  price_before_taxes: z.number(),
  type: z.string().nullish(),
})

const availability = z.object({
  currency: z.string(),
  products: z.array(z.object({ status: z.string(), process: z.string(), prices: z.array(price).default([]) })),
})

type Availability = z.infer<typeof availability>

/** Of the words for a state, these: the others say why a name cannot be had. */
const taken = new Set(['unavailable'])
/** Answered with 200, as if nothing were wrong. */
const unsure = new Set(['pending', 'error_refused', 'error_timeout', 'error_unknown'])

/** Asks whether one name can be had (https://api.gandi.net/docs/domains/#get-v5-domain-check). */
export async function askOffer(account: GandiAccount, name: string, currency: string): Promise<DomainOffer> {
  const query = new URLSearchParams({ name, currency: currency.toUpperCase() })
  for (const process of ['create', 'renew']) query.append('processes', process)
  const reply = await callGandi(account, availability, `/domain/check?${query}`)
  if (reply.kind === 'retry') return { name, state: 'unknown', reason: reply.reason }
  if (reply.kind === 'refused') return { name, state: 'unknown', reason: `Gandi refused: ${reply.message}` }
  return readOffer(name, currency, reply.content)
}

function readOffer(name: string, currency: string, answer: Availability): DomainOffer {
  const create = answer.products.find(({ process }) => process === 'create')
  if (!create || unsure.has(create.status)) {
    return { name, state: 'unknown', reason: `Gandi says ${create?.status ?? 'nothing'} of ${name}` }
  }
  if (taken.has(create.status)) return { name, state: 'taken' }
  if (create.status !== 'available') return { name, state: 'refused', reason: `Gandi says ${create.status} of ${name}` }
  if (answer.currency.toLowerCase() !== currency) {
    return { name, state: 'unknown', reason: `Gandi has no price in ${currency} for ${name}` }
  }
  const renew = answer.products.find(({ process }) => process === 'renew')
  const [registration, renewal] = [yearly(create.prices, currency), yearly(renew?.prices ?? [], currency)]
  if (registration && renewal) return { name, state: 'available', registration, renewal }
  return { name, state: 'refused', reason: `${name} has no ordinary price for a year` }
}

/** Null for a name at a special price, which may be any. */
function yearly(prices: z.infer<typeof price>[], currency: string): Money | null {
  const ordinary = prices.find(
    ({ duration_unit, min_duration, type }) => duration_unit === 'y' && min_duration === 1 && type !== 'premium',
  )
  return ordinary ? { amountMinor: Math.round(ordinary.price_before_taxes * 100), currency } : null
}
