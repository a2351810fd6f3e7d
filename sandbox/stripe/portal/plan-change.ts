import { findPrice } from '../catalog/make-price'
import { invalid, missing } from '../core/failure'
import type { PortalConfiguration } from '../core/stored'
import type { World } from '../core/world'
import type { ConfigurationValues } from './configuration-params'

type PlanChange = PortalConfiguration['features']['subscription_update']
type Values = NonNullable<NonNullable<ConfigurationValues['features']>['subscription_update']>

const path = 'features[subscription_update]'

/**
 * What customers may change of their plan. It is kept and shown; the pages of the portal here do not offer it.
 * @throws Failure for what is to be changed and is not told, or is not in the catalogue
 */
export function planChangeOf(world: World, before: PlanChange, given: Values): PlanChange {
  const after: PlanChange = {
    billing_cycle_anchor: given.billing_cycle_anchor ?? before.billing_cycle_anchor,
    default_allowed_updates: changed(before.default_allowed_updates, given.default_allowed_updates) ?? [],
    enabled: given.enabled ?? before.enabled,
    products: changed(before.products ?? null, given.products && productsOf(world, given.products)),
    proration_behavior: given.proration_behavior ?? before.proration_behavior,
    schedule_at_period_end: {
      conditions: given.schedule_at_period_end?.conditions ?? before.schedule_at_period_end.conditions,
    },
    trial_update_behavior: given.trial_update_behavior ?? before.trial_update_behavior,
  }
  if (!after.enabled) return after
  for (const name of ['default_allowed_updates', 'products'] as const) {
    if ((after[name] ?? []).length > 0) continue
    throw invalid(`Missing required param: ${path}[${name}].`, { param: `${path}[${name}]`, code: 'parameter_missing' })
  }
  return after
}

/** Null, as an empty value is read, takes away what was there. */
function changed<Of>(before: Of, given: Of | null | undefined): Of | null {
  return given === undefined ? before : given
}

function productsOf(world: World, given: NonNullable<Values['products']>): PlanChange['products'] {
  return given.map(({ adjustable_quantity: quantity, prices, product }, index) => {
    const place = `${path}[products][${index}]`
    if (!world.store.tables.product.get(product)) throw missing('product', product, `${place}[product]`)
    for (const [at, price] of prices.entries()) {
      const param = `${place}[prices][${at}]`
      if (findPrice(world, price, param).product === product) continue
      throw invalid(`The price ${price} is not one of the product ${product}.`, { param })
    }
    const { enabled = false, maximum = null, minimum = 0 } = quantity ?? {}
    return { adjustable_quantity: { enabled, maximum, minimum }, prices, product }
  })
}
