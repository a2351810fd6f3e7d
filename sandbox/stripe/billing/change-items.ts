import { findSoldPrice, makePrice, type PriceData } from '../catalog/make-price'
import { planOf } from '../catalog/plan-of'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Price, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { makeItem } from './make-subscription'
import { currentPeriodEnd, currentPeriodStart, isSameInterval } from './periods'
import type { ItemChange } from './prorate'

export type ItemValues = {
  id?: string | undefined
  deleted?: boolean | undefined
  /** Its price was looked at when a schedule planned it, and counts whatever became of it since. */
  isPlanned?: boolean | undefined
  metadata?: Record<string, string> | null | undefined
  price?: string | undefined
  price_data?: PriceData | undefined
  quantity?: number | undefined
}

/**
 * The items of a subscription with these changes made to them, and what changed. Nothing is billed yet.
 * @throws Failure for an unknown item or price, for no item left, and for prices that do not go together
 */
export function changeItems(
  world: World,
  subscription: Subscription,
  given: ItemValues[],
): { items: SubscriptionItem[]; changes: ItemChange[] } {
  let items = subscription.items.data
  const changes: ItemChange[] = []
  given.forEach((values, index) => {
    const path = `items[${index}]`
    const before = values.id === undefined ? null : items.find((item) => item.id === values.id)
    if (before === undefined) throw missing('subscription item', values.id ?? '', `${path}[id]`)
    const after = values.deleted ? null : itemAfter(world, subscription, before, values, path)
    if (before === null && after === null) throw invalid('Only an item with an id can be deleted.', { param: path })
    items = before
      ? items.flatMap((item) => (item.id === before.id ? (after ? [after] : []) : [item]))
      : [...items, ...(after ? [after] : [])]
    if (!before || !after || isBilledOtherwise(before, after)) changes.push({ before, after })
  })
  if (items.length === 0) {
    throw invalid('A subscription must have at least one active plan. Cancel it to end it.', { param: 'items' })
  }
  checkTogether(
    items.map((item) => item.price),
    subscription.currency,
  )
  return { items, changes }
}

/**
 * The price that a set of parameters names or describes.
 * @param known ids of prices that the subscription has already
 */
export function priceGiven(world: World, values: ItemValues, path: string, known: string[] = []): Price | null {
  if (values.price !== undefined && values.price_data !== undefined) {
    throw invalid(`You may only specify one of these parameters: price, price_data.`, {
      param: `${path}[price_data]`,
      code: 'parameters_exclusive',
    })
  }
  const price = values.price_data
    ? makePrice(world, values.price_data, `${path}[price_data]`)
    : values.price === undefined
      ? null
      : findSoldPrice(world, values.price, `${path}[price]`, values.isPlanned ? [values.price] : known)
  if (price && !price.recurring) {
    throw invalid(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      {
        param: `${path}[price]`,
      },
    )
  }
  return price
}

/** @throws Failure for prices of another currency than the subscription's, and for different intervals */
export function checkTogether(prices: Price[], currency: string): void {
  const [first] = prices
  if (!first) return
  checkCurrency(prices, currency, 'items')
  if (prices.some((price) => !isSameInterval(price, first))) {
    throw invalid('Stripe can bill items of one subscription by different intervals, but this stand-in does not yet.', {
      param: 'items',
    })
  }
}

/** @throws Failure for a price of another currency */
export function checkCurrency(prices: Price[], currency: string, param: string): void {
  for (const price of prices) {
    if (price.currency === currency) continue
    throw invalid(
      `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      { param },
    )
  }
}

function itemAfter(
  world: World,
  subscription: Subscription,
  before: SubscriptionItem | null,
  values: ItemValues,
  path: string,
): SubscriptionItem {
  const known = subscription.items.data.map((item) => item.price.id)
  const price = priceGiven(world, values, path, known) ?? before?.price
  if (!price)
    throw invalid(`Missing required param: ${path}[price].`, { param: `${path}[price]`, code: 'parameter_missing' })
  const metadata = mergeMetadata(before?.metadata ?? {}, values.metadata)
  const quantity = values.quantity ?? before?.quantity ?? 1
  if (before) return { ...before, metadata, plan: planOf(price), price, quantity }
  const period = { start: currentPeriodStart(subscription), end: currentPeriodEnd(subscription) }
  return makeItem(world, subscription.id, { price, quantity, metadata }, period)
}

function isBilledOtherwise(before: SubscriptionItem, after: SubscriptionItem): boolean {
  return before.price.id !== after.price.id || before.quantity !== after.quantity
}
