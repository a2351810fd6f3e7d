import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue-mail'
import { releaseSchedule } from '@/lib/stripe/release-schedule'
import { findOwnLiveSubscription, type OwnService } from './find-own-subscription'
import { findWaitingChange, type WaitingChange } from './find-waiting-change'
import { loadService, namesOf, priceOf, readerOf } from './load-service'
import { closeWithdrawn } from './settle-plan-change'
import { syncSubscription } from './sync-subscription'

/**
 * Gives up a change of plan that waits for the end of what is paid: everything stays as it is.
 * @throws AppError `not_found`, `subscription_ended`, `plan_change_refused`, `stripe_unreachable`, `stripe_refused`
 */
export async function withdrawPlanChange(own: OwnService): Promise<void> {
  const { id, stripeSubscriptionId } = await findOwnLiveSubscription(own)
  const waiting = await findWaitingChange(id)
  if (!waiting) {
    const message = 'No change of your plan is planned any more, so it stays as it is.'
    throw new AppError('plan_change_refused', message, { reason: 'no_plan_change' })
  }
  const actor = `user:${own.userId}`
  const details = { change: waiting.id }
  await recordAudit(db(), {
    actor,
    action: 'plan_change.withdrawal_requested',
    subject: `subscriptions:${id}`,
    details,
  })
  await releaseSchedule(waiting.stripeScheduleId)
  await close(id, waiting, actor)
  await syncSubscription(stripeSubscriptionId, actor)
}

/** The sync may have been faster; it does not know whether the customer gave the change up, so the mail is this one's. */
async function close(subscriptionId: string, waiting: WaitingChange, actor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const service = await loadService(tx, subscriptionId)
    await closeWithdrawn(tx, { id: waiting.id, subscriptionId }, { actor, cause: actor })
    await queueMail(tx, {
      dedupeKey: `plan-change:${waiting.id}:withdrawn`,
      template: 'plan-change-withdrawn',
      ...readerOf(service),
      props: {
        ...namesOf(service),
        serviceId: subscriptionId,
        toPlanName: waiting.planName,
        cycle: service.subscription.billingCycle,
        price: priceOf(service.subscription),
        renewsAt: service.subscription.currentPeriodEnd?.toISOString() ?? null,
      },
    })
  })
}
