import { and, eq, isNull } from 'drizzle-orm'
import { serviceHolds } from '@/db/schema/service-state'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { applyServiceState } from './apply-service-state'
import { findLiveSubscription } from './find-live-subscription'

type Wish = { staffId: string; subscriptionId: string; reason: string }

/**
 * Lifts what `suspendService` did; the site comes back unless it is offline for another reason too. One that staff hold
 * no longer is left as it is.
 * @throws AppError `forbidden`, `not_found`, `subscription_ended`
 */
export async function resumeService({ staffId, subscriptionId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  await findLiveSubscription(subscriptionId)
  await db().transaction(async (tx) => {
    const [hold] = await tx
      .update(serviceHolds)
      .set({ liftedAt: now() })
      .where(and(eq(serviceHolds.subscriptionId, subscriptionId), isNull(serviceHolds.liftedAt)))
      .returning({ id: serviceHolds.id })
    if (!hold) return
    const subject = `subscriptions:${subscriptionId}`
    await recordAudit(tx, { actor, action: 'service.released', subject, details: { hold: hold.id, reason } })
    await applyServiceState(tx, subscriptionId, { actor, cause: `hold:${hold.id}` })
  })
}
