import { callStripe } from './call-stripe'
import { releaseSchedule } from './release-schedule'

/**
 * Makes a subscription end with what is paid, or go on again. One that is so already, or has ended, is left alone.
 * A plan change that waits is given up: Stripe does not cancel what a schedule drives.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function setCancellation(stripeSubscriptionId: string, atPeriodEnd: boolean): Promise<void> {
  const now = await callStripe((stripe) => stripe.subscriptions.retrieve(stripeSubscriptionId))
  const isEnding = now.cancel_at_period_end || now.cancel_at !== null
  if (now.ended_at !== null || isEnding === atPeriodEnd) return
  await releaseSchedule(now.schedule)
  // With flexible billing the portal sets `cancel_at` alone, and each is undone by itself.
  const change =
    atPeriodEnd || now.cancel_at_period_end ? { cancel_at_period_end: atPeriodEnd } : { cancel_at: '' as const }
  await callStripe((stripe) => stripe.subscriptions.update(stripeSubscriptionId, change))
}
