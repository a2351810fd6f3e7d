import { shareDiscount } from '../billing/share-discount'
import { findSoldPrice, makePrice } from '../catalog/make-price'
import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { Coupon, LineItem, Price } from '../core/stored'
import type { World } from '../core/world'
import type { LineValues } from './session-params'

/**
 * A session's lines with their discounts. Inline prices become rows of their own, as at Stripe.
 * @throws Failure for a line without a price, an interval over three years, or prices that do not go together
 */
export function priceLines(
  world: World,
  items: LineValues[],
  { mode, coupon, isTrial }: { mode: 'payment' | 'subscription'; coupon: Coupon | null; isTrial: boolean },
): LineItem[] {
  const priced = items.map((item, index) => ({ item, price: priceOf(world, item, `line_items[${index}]`) }))
  checkTogether(
    priced.map((line) => line.price),
    mode,
  )
  // What renews costs nothing on the day that its trial begins.
  const subtotals = priced.map(({ item, price }) =>
    isTrial && price.recurring ? 0 : (price.unit_amount ?? 0) * (item.quantity ?? 1),
  )
  const discounts = coupon ? shareDiscount(coupon, subtotals) : subtotals.map(() => 0)
  return priced.map(({ item, price }, index) => {
    const subtotal = subtotals[index] ?? 0
    const discount = discounts[index] ?? 0
    return {
      id: newId('li'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal - discount,
      currency: price.currency,
      description: world.store.tables.product.get(price.product)?.name ?? null,
      metadata: mergeMetadata({}, item.metadata),
      price,
      quantity: item.quantity ?? 1,
    }
  })
}

function priceOf(world: World, item: LineValues, path: string): Price {
  if ((item.price === undefined) === (item.price_data === undefined)) {
    throw invalid('You must specify exactly one of `price` and `price_data` in each line item.', {
      param: `${path}[${item.price === undefined ? 'price' : 'price_data'}]`,
      code: item.price === undefined ? 'parameter_missing' : 'parameters_exclusive',
    })
  }
  if (item.quantity === undefined) {
    throw invalid(`Missing required param: ${path}[quantity].`, {
      param: `${path}[quantity]`,
      code: 'parameter_missing',
    })
  }
  if (item.price_data) return makePrice(world, item.price_data, `${path}[price_data]`)
  return findSoldPrice(world, item.price ?? '', `${path}[price]`)
}

function checkTogether(prices: Price[], mode: 'payment' | 'subscription') {
  const recurring = prices.flatMap((price) => (price.recurring ? [price.recurring] : []))
  const details = { param: 'line_items' }
  if (new Set(prices.map((price) => price.currency)).size > 1) {
    throw invalid('All prices on a Checkout Session must have the same currency.', details)
  }
  if (mode === 'payment' && recurring.length > 0) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      details,
    )
  }
  if (mode === 'subscription' && recurring.length === 0) {
    throw invalid('You must provide at least one recurring price in `subscription` mode when using prices.', details)
  }
  if (new Set(recurring.map(({ interval, interval_count }) => `${interval} ${interval_count}`)).size > 1) {
    throw invalid('Checkout does not support multiple prices with different billing intervals.', details)
  }
}
