import type { Tx } from '@/db/client'
import { renewalStops } from '@/db/schema/disputes'
import { recordAudit } from '@/lib/audit/record-audit'

/**
 * Notes that a dispute keeps a subscription from renewing; Stripe is told by the caller. Once noted, it stays as it is.
 * @param cause the event's id, for the audit log
 */
export async function stopRenewal(
  tx: Tx,
  stop: { disputeId: string; subscriptionId: string },
  cause: string,
): Promise<void> {
  const [begun] = await tx.insert(renewalStops).values(stop).onConflictDoNothing().returning()
  if (!begun) return
  const { disputeId, subscriptionId } = stop
  const subject = `subscriptions:${subscriptionId}`
  await recordAudit(tx, { actor: 'stripe', action: 'renewal.stopped', subject, details: { disputeId, cause } })
}
