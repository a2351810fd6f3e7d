import { recurrenceOf } from '@/lib/catalog/billing-cycle'
import { callStripe } from './call-stripe'
import { metadataOf, type PlanPrice, priceDataOf } from './plan-price'

/** Under this name a schedule's metadata hold the change of plan that it makes. */
export const changeMark = 'change'

/**
 * Has a subscription billed for another plan from the end of its term on. Until then it can be released.
 * @param changeId makes one schedule, however often it is asked for, and is kept there once the schedule is whole: who
 *   finds it knows that the change will happen, also when our answer was lost
 * @throws AppError `stripe_unreachable`, `stripe_refused`, also when the subscription is in a schedule already
 */
export async function scheduleDowngrade(stripeSubscriptionId: string, to: PlanPrice, changeId: string): Promise<void> {
  const price_data = await priceDataOf(to)
  const { interval, intervalCount } = recurrenceOf[to.cycle]
  const schedule = await callStripe((stripe) =>
    stripe.subscriptionSchedules.create({ from_subscription: stripeSubscriptionId }, { idempotencyKey: changeId }),
  )
  const [current] = schedule.phases
  if (!current) throw new Error(`Stripe made the schedule ${schedule.id} without a phase`)
  await callStripe((stripe) =>
    stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      metadata: { [changeMark]: changeId },
      proration_behavior: 'none',
      phases: [
        {
          start_date: current.start_date,
          end_date: current.end_date,
          items: current.items.map(({ price, quantity }) => ({
            price: typeof price === 'string' ? price : price.id,
            quantity: quantity ?? 1,
          })),
        },
        {
          items: [{ price_data, quantity: 1 }],
          duration: { interval, interval_count: intervalCount },
          metadata: metadataOf(to),
          proration_behavior: 'none',
        },
      ],
    }),
  )
}
