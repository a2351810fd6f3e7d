import type { Interval } from '../core/calendar'
import { invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { Price, Product } from '../core/stored'
import type { World } from '../core/world'

/** Three years in each unit: the longest that Stripe renews by. */
const longest: Record<Interval, number> = { day: 1095, week: 156, month: 36, year: 3 }

export type ProductData = {
  name: string
  active?: boolean | undefined
  description?: string | undefined
  id?: string | undefined
  images?: string[] | undefined
  metadata?: Record<string, string> | undefined
  unit_label?: string | undefined
}

export type PriceData = {
  currency: string
  active?: boolean | undefined
  lookup_key?: string | undefined
  metadata?: Record<string, string> | undefined
  nickname?: string | undefined
  product?: string | undefined
  product_data?: ProductData | undefined
  recurring?: { interval: Interval; interval_count?: number | undefined } | undefined
  tax_behavior?: 'exclusive' | 'inclusive' | 'unspecified' | undefined
  unit_amount?: number | undefined
}

/**
 * Stores a price; an inline one is a row of its own as well, as at Stripe.
 * @param path where its parameters stand in the request, for the words of a refusal; empty for the request itself
 * @throws Failure for a price without an amount or a product, and for an interval over three years
 */
export function makePrice(world: World, data: PriceData, path = ''): Price {
  const nameOf = (name: string) => (path ? `${path}[${name}]` : name)
  if (data.unit_amount === undefined) {
    const param = nameOf('unit_amount')
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  const { recurring } = data
  const count = recurring?.interval_count ?? 1
  if (recurring && count > longest[recurring.interval]) {
    throw invalid(
      `The maximum recurring interval is three years: 3 years, 36 months or 156 weeks. You asked for ${count} ${recurring.interval}s.`,
      { param: path ? `${path}[recurring][interval_count]` : 'recurring[interval_count]' },
    )
  }
  return world.store.tables.price.put({
    id: newId('price'),
    object: 'price',
    active: data.active ?? false,
    billing_scheme: 'per_unit',
    created: world.now,
    currency: data.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: data.lookup_key ?? null,
    metadata: mergeMetadata({}, data.metadata),
    nickname: data.nickname ?? null,
    product: productOf(world, data, nameOf).id,
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

/** Stores a product. */
export function makeProduct(world: World, data: ProductData): Product {
  return world.store.tables.product.put({
    id: data.id ?? newId('prod', 14),
    object: 'product',
    active: data.active ?? false,
    created: world.now,
    default_price: null,
    description: data.description ?? null,
    images: data.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, data.metadata),
    name: data.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: data.unit_label ?? null,
    updated: world.now,
    url: null,
  })
}

/** @throws Failure `resource_missing` */
export function findPrice(world: World, id: string, param = 'id'): Price {
  const price = world.store.tables.price.get(id)
  if (!price) throw missing('price', id, param)
  return price
}

/**
 * A price that something is to be sold by.
 * @param known ids of prices that it is sold by already, which may have been given up since
 * @throws Failure `resource_missing`, and for a price that is not active
 */
export function findSoldPrice(world: World, id: string, param: string, known: string[] = []): Price {
  const price = findPrice(world, id, param)
  if (price.active || known.includes(id)) return price
  throw invalid('The price specified is inactive. This field only accepts active prices.', { param })
}

/** @throws Failure `resource_missing` */
export function findProduct(world: World, id: string, param = 'id'): Product {
  const product = world.store.tables.product.get(id)
  if (!product) throw missing('product', id, param)
  return product
}

function productOf(world: World, data: PriceData, nameOf: (name: string) => string): Product {
  if ((data.product_data === undefined) === (data.product === undefined)) {
    throw invalid('You must specify exactly one of `product` and `product_data` in `price_data`.', {
      param: nameOf('product_data'),
      code: data.product_data ? 'parameters_exclusive' : 'parameter_missing',
    })
  }
  if (data.product_data) return makeProduct(world, data.product_data)
  return findProduct(world, data.product ?? '', nameOf('product'))
}
