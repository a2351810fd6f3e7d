import { and, eq } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import { AppError } from '@/lib/errors'
import { isCode } from './is-code'
import { type Plan, selectPlans } from './list-plans'

/**
 * The plan with a code, if it is for sale, with its prices in a currency.
 * @throws AppError `unknown_plan`
 */
export async function findPlan(code: string, currency: string): Promise<Plan> {
  const onSale = and(eq(products.code, code), eq(products.forSale, true))
  const [plan] = isCode(code) ? await selectPlans(onSale, currency) : []
  if (plan) return plan
  const message = 'We do not sell a plan of that name. Choose one of the plans on our start page.'
  throw new AppError('unknown_plan', message, { fields: { planId: message } })
}
