import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { planChanges } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { db } from '@/lib/database'
import type { Money } from '@/lib/money'

/** A change of plan that begins at the end of what is paid. */
export type WaitingChange = {
  id: string
  stripeScheduleId: string
  planCode: string
  planName: string
  cycle: BillingCycle
  /** What a term then costs. */
  price: Money | null
  effectiveAt: Date
}

/** The change that a subscription waits for; null for none. */
export async function findWaitingChange(subscriptionId: string): Promise<WaitingChange | null> {
  const [row] = await db()
    .select({ change: planChanges, planCode: products.code, planName: products.name })
    .from(planChanges)
    .innerJoin(products, eq(products.id, planChanges.toProductId))
    .where(
      and(
        eq(planChanges.subscriptionId, subscriptionId),
        isNotNull(planChanges.stripeScheduleId),
        isNull(planChanges.appliedAt),
        isNull(planChanges.withdrawnAt),
      ),
    )
  if (!row?.change.stripeScheduleId) return null
  const { id, stripeScheduleId, toCycle, amount, currency, effectiveAt } = row.change
  return {
    id,
    stripeScheduleId,
    planCode: row.planCode,
    planName: row.planName,
    cycle: toCycle,
    price: amount !== null && currency ? { amountMinor: amount, currency } : null,
    effectiveAt,
  }
}
