import { callStripe } from './call-stripe'
import { idOf } from './fields'

/**
 * Takes a subscription out of its schedule, so that nothing changes at the end of its term any more.
 * @param schedule the field `schedule` of a subscription; null is fine
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function releaseSchedule(schedule: string | { id: string } | null): Promise<void> {
  const id = idOf(schedule)
  if (id) await callStripe((stripe) => stripe.subscriptionSchedules.release(id))
}
