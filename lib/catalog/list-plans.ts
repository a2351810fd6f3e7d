import { and, asc, eq, type SQL } from 'drizzle-orm'
import { type ProductLimits, type ProductTranslations, prices, products } from '@/db/schema/catalog'
import { db } from '@/lib/database'
import type { Money } from '@/lib/money'
import type { BillingCycle } from './billing-cycle'

/** A product that is for sale, with the price of each cycle it is sold for, all in one currency. */
export type Plan = {
  id: string
  code: string
  name: string
  type: 'hosting' | 'wordpress' | 'email' | 'vps'
  summary: string
  limits: ProductLimits
  features: string[]
  translations: ProductTranslations
  prices: Partial<Record<BillingCycle, Money>>
}

/** What is for sale in a currency, in the order in which it is shown. */
export async function listPlans(currency: string): Promise<Plan[]> {
  return selectPlans(eq(products.forSale, true), currency)
}

/** The plans that match a condition and have a price in a currency, whether for sale or not. */
export async function selectPlans(condition: SQL | undefined, currency: string): Promise<Plan[]> {
  const rows = await db()
    .select()
    .from(products)
    .innerJoin(prices, eq(prices.productId, products.id))
    .where(and(condition, eq(prices.currency, currency)))
    .orderBy(asc(products.sortOrder))
  const plans = new Map<string, Plan>()
  for (const { products: product, prices: price } of rows) {
    const plan = plans.get(product.id) ?? { ...product, prices: {} }
    plan.prices[price.billingCycle] = { amountMinor: price.amount, currency: price.currency }
    plans.set(product.id, plan)
  }
  return [...plans.values()]
}
