import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, subscriptions } from '@/db/schema/billing'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { voidUnpaidInvoices } from '@/lib/stripe/void-unpaid-invoices'
import { syncInvoice } from './sync-invoice'
import { tellOfLatePayment } from './tell-of-late-payment'

/** Has what a subscription still asks to be paid taken back by a job, once it has ended. */
export async function planClosingInvoices(
  tx: Tx,
  before: { status: string },
  after: { id: string; status: string },
): Promise<void> {
  if (hasEnded(before) || !hasEnded(after)) return
  await addJob(tx, 'close-invoices', { subscriptionId: after.id }, { key: `close-invoices:${after.id}` })
}

/**
 * Voids at Stripe what nobody should pay any more, as there is no service for it; what was paid all the same is told to
 * staff. May die anywhere and be called again.
 * @throws Unanswered, AppError `stripe_refused`
 */
export async function closeInvoices(subscriptionId: string): Promise<void> {
  const [subscription] = await db().select().from(subscriptions).where(eq(subscriptions.id, subscriptionId))
  if (!subscription || !hasEnded(subscription)) return
  await askPatiently(async () => {
    for (const id of await voidUnpaidInvoices(subscription.stripeSubscriptionId)) await syncInvoice(id, 'end')
  })
  await db().transaction((tx) => tellOfLatePayment(tx, eq(invoices.subscriptionId, subscriptionId)))
}

function hasEnded({ status }: { status: string }): boolean {
  return status === 'canceled' || status === 'incomplete_expired'
}
