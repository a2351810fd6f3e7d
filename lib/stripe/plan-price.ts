import { type BillingCycle, recurrenceOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import { ensureProduct } from './ensure-product'
import { priceTaxFields } from './tax-fields'

/** What a subscription is to be billed for. */
export type PlanPrice = { plan: { code: string; name: string }; cycle: BillingCycle; price: Money }

/**
 * A plan's price as Stripe takes it for a subscription that exists.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function priceDataOf({ plan, cycle, price }: PlanPrice) {
  const { interval, intervalCount } = recurrenceOf[cycle]
  return {
    currency: price.currency,
    product: await ensureProduct(plan),
    unit_amount: price.amountMinor,
    recurring: { interval, interval_count: intervalCount },
    ...priceTaxFields(),
  }
}

/** The metadata that Checkout gave the subscription, brought up to date. */
export function metadataOf({ plan, cycle }: PlanPrice) {
  return { plan: plan.code, billing_cycle: cycle }
}
