import { and, eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { emailLog } from '@/db/schema/mail'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { deliverMail } from '@/lib/mail/deliver-mail'
import { MailRefused } from '@/lib/mail/explain-failure'
import { recordMail } from '@/lib/mail/record-mail'
import { findReminder } from './find-reminder'

const linkWorksMs = 14 * 24 * 60 * 60 * 1000

/**
 * Sends the one reminder of an order that was not paid, if it is still wanted. It is sent from here and not left to
 * another job, so that one which the mail server kept waiting is looked at anew: meanwhile it may be paid.
 * @throws Unanswered while Stripe or the mail server does not answer; MailNotSent when it is worth another try
 */
export async function remindOfCheckout(checkoutSessionId: string): Promise<void> {
  const dedupeKey = `order:${checkoutSessionId}:reminder`
  const reminder = await findReminder(checkoutSessionId)
  if (!reminder) return dropWaiting(dedupeKey)
  const { order, planName } = reminder
  const { emailLogId } = await recordMail(db(), {
    dedupeKey,
    template: 'checkout-reminder',
    to: order.email,
    locale: order.locale,
    props: {
      checkoutSessionId,
      name: order.customerName,
      planName,
      cycle: order.billingCycle,
      linkWorksUntil: new Date(now().getTime() + linkWorksMs).toISOString(),
    },
  })
  try {
    await deliverMail(emailLogId)
  } catch (error) {
    // For good: the mail's row says why.
    if (error instanceof MailRefused) return
    throw error
  }
  await db().update(checkoutSessions).set({ remindedAt: now() }).where(eq(checkoutSessions.id, checkoutSessionId))
}

async function dropWaiting(dedupeKey: string): Promise<void> {
  await db()
    .update(emailLog)
    .set({ status: 'failed', error: 'Not sent: before it could be, it was not wanted any more' })
    .where(and(eq(emailLog.dedupeKey, dedupeKey), eq(emailLog.status, 'queued')))
}
