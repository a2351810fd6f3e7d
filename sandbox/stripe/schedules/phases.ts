import { checkCurrency } from '../billing/change-items'
import { findSoldPrice, makePrice, type PriceData } from '../catalog/make-price'
import { addInterval, type Interval, intervalNamed } from '../core/calendar'
import { invalid } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Price, Schedule, Subscription } from '../core/stored'
import type { World } from '../core/world'

export type Phase = Schedule['phases'][number]

export type PhaseValues = {
  duration?: { interval: Interval; interval_count?: number | undefined } | undefined
  end_date?: number | undefined
  items: {
    metadata?: Record<string, string> | undefined
    price?: string | undefined
    price_data?: PriceData | undefined
    quantity?: number | undefined
  }[]
  metadata?: Record<string, string> | undefined
  proration_behavior?: 'always_invoice' | 'create_prorations' | 'none' | undefined
  start_date?: number | undefined
}

/** The currency of a subscription, and the prices that it or its schedule has. */
export type Present = { currency?: string | undefined; prices: string[] }

/**
 * The phases that a request describes, each beginning where the one before ends.
 * @param present what the subscription is in already, when there is one
 * @throws Failure for a phase without items, that ends before it begins, or in another currency
 */
export function phasesOf(
  world: World,
  given: PhaseValues[],
  start: number,
  present: Present = { prices: [] },
): Phase[] {
  let from = start
  let expected = present.currency
  return given.map((values, index) => {
    const path = `phases[${index}]`
    if (values.start_date !== undefined && values.start_date !== from) {
      throw invalid('A phase must begin where the one before it ends, and the first with its schedule.', {
        param: `${path}[start_date]`,
      })
    }
    const items = values.items.map((item, at) => ({
      item,
      price: priceOf(world, item, `${path}[items][${at}]`, present.prices),
    }))
    const [first] = items
    if (!first)
      throw invalid(`Missing required param: ${path}[items].`, { param: `${path}[items]`, code: 'parameter_missing' })
    const prices = items.map(({ price }) => price)
    expected ??= first.price.currency
    checkCurrency(prices, expected, `${path}[items]`)
    const end = endOf(values, first.price, from, path)
    const phase = phaseOf({
      start: from,
      end,
      currency: first.price.currency,
      items: items.map(({ item, price }) => ({
        billing_thresholds: null,
        discounts: [],
        metadata: mergeMetadata({}, item.metadata),
        plan: price.id,
        price: price.id,
        quantity: item.quantity ?? 1,
        tax_rates: [],
      })),
      metadata: mergeMetadata({}, values.metadata),
      proration: values.proration_behavior ?? 'create_prorations',
    })
    from = end
    return phase
  })
}

/** The present period of a running subscription as a phase. */
export function phaseOfSubscription(subscription: Subscription): Phase {
  const [item] = subscription.items.data
  return phaseOf({
    start: item?.current_period_start ?? subscription.start_date,
    end: item?.current_period_end ?? subscription.start_date,
    currency: subscription.currency,
    items: subscription.items.data.map((row) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: row.metadata,
      plan: row.price.id,
      price: row.price.id,
      quantity: row.quantity ?? 1,
      tax_rates: [],
    })),
    metadata: {},
    proration: 'create_prorations',
  })
}

function phaseOf(made: {
  start: number
  end: number
  currency: string
  items: Phase['items']
  metadata: Record<string, string>
  proration: Phase['proration_behavior']
}): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: made.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: made.end,
    invoice_settings: null,
    items: made.items,
    metadata: made.metadata,
    on_behalf_of: null,
    proration_behavior: made.proration,
    start_date: made.start,
    transfer_data: null,
    trial_end: null,
  }
}

function endOf(values: PhaseValues, price: Price, start: number, path: string): number {
  if (values.end_date !== undefined && values.duration !== undefined) {
    throw invalid('You may only specify one of these parameters: end_date, duration.', {
      param: `${path}[duration]`,
      code: 'parameters_exclusive',
    })
  }
  if (values.end_date !== undefined) {
    if (values.end_date > start) return values.end_date
    throw invalid('The end date of a phase must be after its start date.', { param: `${path}[end_date]` })
  }
  // Without an end a phase lasts as long as one period of its first price.
  const { interval, interval_count = 1 } = values.duration ?? price.recurring ?? { interval: 'month' }
  return addInterval(start, intervalNamed(interval), interval_count)
}

function priceOf(world: World, item: PhaseValues['items'][number], path: string, known: string[]): Price {
  if (item.price_data) return makePrice(world, item.price_data, `${path}[price_data]`)
  if (item.price === undefined) {
    throw invalid(`Missing required param: ${path}[price].`, { param: `${path}[price]`, code: 'parameter_missing' })
  }
  const price = findSoldPrice(world, item.price, `${path}[price]`, known)
  if (price.recurring) return price
  throw invalid('The price of a phase must be a recurring one.', { param: `${path}[price]` })
}
