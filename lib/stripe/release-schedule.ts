import { callStripe } from './call-stripe'
import { idOf } from './fields'

/**
 * Takes a subscription out of its schedule, so that nothing changes at the end of its term any more. A schedule that is
 * over already is left alone.
 * @param schedule the field `schedule` of a subscription; null is fine
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function releaseSchedule(schedule: string | { id: string } | null): Promise<void> {
  const id = idOf(schedule)
  if (!id) return
  try {
    await callStripe((stripe) => stripe.subscriptionSchedules.release(id))
  } catch (error) {
    const { status } = await callStripe((stripe) => stripe.subscriptionSchedules.retrieve(id))
    if (status === 'active' || status === 'not_started') throw error
  }
}
