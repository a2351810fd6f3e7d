import type { Interval } from '../core/calendar'
import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { Coupon, LineItem, Price, Product } from '../core/stored'
import type { World } from '../core/world'
import { discountOf } from '../resources/coupons'
import type { LineValues, PriceDataValues } from './session-params'

/** Three years in each unit: the longest that Stripe renews by. */
const longest: Record<Interval, number> = { day: 1095, week: 156, month: 36, year: 3 }

/**
 * A session's lines with their discounts. Inline prices become rows of their own, as at Stripe.
 * @throws Failure for a line without a price, an interval over three years, or prices that do not go together
 */
export function priceLines(
  world: World,
  items: LineValues[],
  mode: 'payment' | 'subscription',
  coupon: Coupon | null,
): LineItem[] {
  const priced = items.map((item, index) => ({ item, price: priceOf(world, item, `line_items[${index}]`) }))
  checkTogether(
    priced.map((line) => line.price),
    mode,
  )
  const subtotals = priced.map(({ item, price }) => (price.unit_amount ?? 0) * (item.quantity ?? 1))
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
  if (item.price_data) return inlinePrice(world, item.price_data, `${path}[price_data]`)
  const price = world.store.tables.price.get(item.price ?? '')
  if (!price) throw missing('price', item.price ?? '', `${path}[price]`)
  return price
}

function inlinePrice(world: World, data: PriceDataValues, path: string): Price {
  if (data.unit_amount === undefined) {
    const param = `${path}[unit_amount]`
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  const recurring = data.recurring
  const count = recurring?.interval_count ?? 1
  if (recurring && count > longest[recurring.interval]) {
    throw invalid(
      `The maximum recurring interval is three years: 3 years, 36 months or 156 weeks. You asked for ${count} ${recurring.interval}s.`,
      { param: `${path}[recurring][interval_count]` },
    )
  }
  return world.store.tables.price.put({
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: world.now,
    currency: data.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: productOf(world, data, path).id,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: count,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? 'recurring' : 'one_time',
    unit_amount: data.unit_amount,
    unit_amount_decimal: String(data.unit_amount),
  })
}

function productOf(world: World, data: PriceDataValues, path: string): Product {
  const given = data.product_data
  if ((given === undefined) === (data.product === undefined)) {
    throw invalid('You must specify exactly one of `product` and `product_data` in `price_data`.', {
      param: `${path}[product_data]`,
      code: given ? 'parameters_exclusive' : 'parameter_missing',
    })
  }
  if (!given) {
    const product = world.store.tables.product.get(data.product ?? '')
    if (!product) throw missing('product', data.product ?? '', `${path}[product]`)
    return product
  }
  return world.store.tables.product.put({
    id: newId('prod', 14),
    object: 'product',
    active: false,
    created: world.now,
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, given.metadata),
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: world.now,
    url: null,
  })
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

/** The discount of each line; an amount is shared in proportion, and the rest of the division goes to the last. */
function shareDiscount(coupon: Coupon, subtotals: number[]): number[] {
  if (coupon.percent_off !== null) return subtotals.map((subtotal) => discountOf(coupon, subtotal))
  const total = subtotals.reduce((sum, subtotal) => sum + subtotal, 0)
  let left = discountOf(coupon, total)
  return subtotals.map((subtotal, index) => {
    const isLast = index === subtotals.length - 1
    const share = isLast ? left : Math.floor((subtotal * discountOf(coupon, total)) / Math.max(total, 1))
    left -= share
    return share
  })
}
