import { addInterval, intervalNamed, nextBoundary } from '../core/calendar'
import type { Price, Subscription } from '../core/stored'
import type { World } from '../core/world'

/** How long a price's period is, as the calendar reads it. */
function intervalOf(price: Price) {
  const { interval, interval_count } = price.recurring ?? { interval: 'month', interval_count: 1 }
  return { interval: intervalNamed(interval), count: interval_count }
}

/** When a period of this price ends that begins at this moment and keeps to the anchor. */
export function periodEnd(price: Price, anchor: number, start: number): number {
  const { interval, count } = intervalOf(price)
  return start === anchor ? addInterval(anchor, interval, count) : nextBoundary(anchor, interval, count, start)
}

export function isSameInterval(one: Price, other: Price): boolean {
  const [a, b] = [intervalOf(one), intervalOf(other)]
  return a.interval === b.interval && a.count === b.count
}

/** When a subscription is next billed: its items have one interval here, so they end together. */
export function currentPeriodEnd(subscription: Subscription): number {
  return Math.max(...subscription.items.data.map((item) => item.current_period_end))
}

export function currentPeriodStart(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_start))
}

/** Whether a subscription is to end with its present period, or before, by its own word or by that of its schedule. */
export function endsWithPeriod(world: World, subscription: Subscription): boolean {
  const end = currentPeriodEnd(subscription)
  const schedule = world.store.tables.subscription_schedule.get(subscription.schedule ?? '')
  const isLastPhase = schedule?.end_behavior === 'cancel' && (schedule.phases.at(-1)?.end_date ?? 0) <= end
  return isLastPhase || (subscription.cancel_at !== null && subscription.cancel_at <= end)
}
