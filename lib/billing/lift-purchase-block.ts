import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { disputes, purchaseClearances, renewalStops } from '@/db/schema/disputes'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { settledDisputeStatuses } from './dispute-holds'

type Wish = { staffId: string; customerId: string; reason: string }

/**
 * Lets a customer buy again although payments of theirs are disputed or lost; a new dispute blocks anew. What was to end
 * because of those disputes still ends, but its cancellation can be undone now. Asked for again, it changes nothing.
 * @throws AppError `forbidden`; `not_found` for a customer without such a dispute
 */
export async function liftPurchaseBlock({ staffId, customerId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  await db().transaction(async (tx) => {
    const held = await tx
      .select({ id: disputes.id })
      .from(disputes)
      .where(and(eq(disputes.customerId, customerId), notInArray(disputes.status, settledDisputeStatuses)))
    if (held.length === 0) throw new AppError('not_found', 'No dispute keeps this customer from buying.')
    const cleared = await tx
      .insert(purchaseClearances)
      .values(held.map(({ id: disputeId }) => ({ customerId, disputeId, actor, reason })))
      .onConflictDoNothing()
      .returning({ disputeId: purchaseClearances.disputeId })
    if (cleared.length === 0) return
    const disputeIds = cleared.map((row) => row.disputeId)
    await liftStops(tx, disputeIds)
    const details = { reason, disputes: disputeIds }
    await recordAudit(tx, { actor, action: 'purchases.cleared', subject: `customers:${customerId}`, details })
  })
}

async function liftStops(tx: Tx, disputeIds: string[]): Promise<void> {
  await tx
    .update(renewalStops)
    .set({ liftedAt: now() })
    .where(and(inArray(renewalStops.disputeId, disputeIds), isNull(renewalStops.liftedAt)))
}
