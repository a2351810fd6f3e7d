import { findPrice, makePrice, type PriceData } from '../catalog/make-price'
import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import type { Price, Subscription, SubscriptionItem } from '../core/stored'
import type { World } from '../core/world'
import { makeItem, planOf } from './make-subscription'
import { currentPeriodEnd, currentPeriodStart, isSameInterval } from './periods'
import type { ItemChange } from './prorate'

export type ItemValues = {
  id?: string | undefined
  deleted?: boolean | undefined
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
  checkTogether(items.map((item) => item.price))
  return { items, changes }
}

/** The price that a set of parameters names or describes. */
export function priceGiven(world: World, values: ItemValues, path: string): Price | null {
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
      : findPrice(world, values.price, `${path}[price]`)
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

/** @throws Failure for prices of different currencies or intervals */
export function checkTogether(prices: Price[]): void {
  const [first] = prices
  if (!first) return
  if (prices.some((price) => price.currency !== first.currency)) {
    throw invalid('All prices on a subscription must have the same currency.', { param: 'items' })
  }
  if (prices.some((price) => !isSameInterval(price, first))) {
    throw invalid('Stripe can bill items of one subscription by different intervals, but this stand-in does not yet.', {
      param: 'items',
    })
  }
}

function itemAfter(
  world: World,
  subscription: Subscription,
  before: SubscriptionItem | null,
  values: ItemValues,
  path: string,
): SubscriptionItem {
  const price = priceGiven(world, values, path) ?? before?.price
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
