import { and, eq, notExists, notInArray } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { disputes, purchaseClearances } from '@/db/schema/disputes'
import { settledDisputeStatuses } from './dispute-holds'

/**
 * The ids of the disputes that keep a customer's services from renewing: open or lost ones, but for those of which
 * staff have ever cleared the customer.
 */
export async function findHoldingDisputes(executor: Executor, customerId: string): Promise<string[]> {
  const cleared = executor
    .select({ id: purchaseClearances.id })
    .from(purchaseClearances)
    .where(eq(purchaseClearances.disputeId, disputes.id))
  const rows = await executor
    .select({ id: disputes.id })
    .from(disputes)
    .where(
      and(eq(disputes.customerId, customerId), notInArray(disputes.status, settledDisputeStatuses), notExists(cleared)),
    )
  return rows.map(({ id }) => id)
}
