import { serviceHolds } from '@/db/schema/service-state'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { applyServiceState } from './apply-service-state'
import { findLiveSubscription } from './find-live-subscription'

type Wish = {
  staffId: string
  subscriptionId: string
  /** The customer reads it. */
  reason: string
}

/**
 * Takes a service offline because staff say so, until staff lift it; billing goes on. The customer gets a mail. One that
 * staff have taken offline already is left as it is.
 * @throws AppError `forbidden`, `not_found`, `subscription_ended`
 */
export async function suspendService({ staffId, subscriptionId, reason }: Wish): Promise<void> {
  const actor = await confirmStaff(staffId)
  await findLiveSubscription(subscriptionId)
  await db().transaction(async (tx) => {
    const [hold] = await tx
      .insert(serviceHolds)
      .values({ subscriptionId, actor, reason, startedAt: now() })
      .onConflictDoNothing()
      .returning({ id: serviceHolds.id })
    if (!hold) return
    const subject = `subscriptions:${subscriptionId}`
    await recordAudit(tx, { actor, action: 'service.held', subject, details: { hold: hold.id, reason } })
    await applyServiceState(tx, subscriptionId, { actor, cause: `hold:${hold.id}` })
  })
}
