import { callStripe } from './call-stripe'
import { idOf } from './fields'

/**
 * The id of the subscription that a schedule drives, or drove.
 * @returns null for a schedule without one
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function subscriptionOfSchedule(stripeScheduleId: string): Promise<string | null> {
  const schedule = await callStripe((stripe) => stripe.subscriptionSchedules.retrieve(stripeScheduleId))
  return idOf(schedule.subscription) ?? schedule.released_subscription
}
