import { and, eq, isNull } from 'drizzle-orm'
import { purchaseClearances } from '@/db/schema/disputes'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'

type Wish = { staffId: string; customerId: string; reason: string }

/**
 * Takes back what `liftPurchaseBlock` allowed: the customer's disputes keep them from buying again. What renews by now
 * goes on renewing. Asked for again, it changes nothing.
 * @throws AppError `forbidden`
 */
export async function restorePurchaseBlock({ staffId, customerId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  await db().transaction(async (tx) => {
    const withdrawn = await tx
      .update(purchaseClearances)
      .set({ withdrawnAt: now() })
      .where(and(eq(purchaseClearances.customerId, customerId), isNull(purchaseClearances.withdrawnAt)))
      .returning({ disputeId: purchaseClearances.disputeId })
    if (withdrawn.length === 0) return
    const details = { reason, disputes: withdrawn.map((row) => row.disputeId) }
    await recordAudit(tx, { actor, action: 'purchases.blocked_again', subject: `customers:${customerId}`, details })
  })
}
