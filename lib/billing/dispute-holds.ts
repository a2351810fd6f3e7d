import { and, eq, isNull, notExists, notInArray } from 'drizzle-orm'
import { disputes, purchaseClearances } from '@/db/schema/disputes'
import { db } from '@/lib/database'

/** Words of Stripe's for a dispute that is settled in our favour; any other flags the customer. */
export const settledDisputeStatuses = ['won', 'warning_closed', 'prevented']

/** In a query of disputes: those for which their customer may not buy. */
export function blocksPurchases() {
  const cleared = db()
    .select({ id: purchaseClearances.id })
    .from(purchaseClearances)
    .where(and(eq(purchaseClearances.disputeId, disputes.id), isNull(purchaseClearances.withdrawnAt)))
  return and(notInArray(disputes.status, settledDisputeStatuses), notExists(cleared))
}
