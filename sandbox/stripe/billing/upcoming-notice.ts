import type { Happening } from '../clock/happenings'
import type { Subscription } from '../core/stored'
import { currentPeriodEnd, currentPeriodStart, endsWithPeriod } from './periods'
import { previewRenewal } from './preview-invoice'

/** `invoice.upcoming`, some days before a renewal. A period that is no longer than those days has none. */
export const upcomingNotice: Happening<'subscription'> = {
  table: 'subscription',
  rank: 5,
  due(subscription, world) {
    const end = currentPeriodEnd(subscription)
    const at = end - world.upcomingDays * 86_400
    const isTold = world.store.tables.upcoming_notice.get(subscription.id)?.periodEnd === end
    const isOver = !isRunning(subscription) || endsWithPeriod(world, subscription)
    return isTold || isOver || at <= currentPeriodStart(subscription) ? null : at
  },
  happen(world, subscription) {
    world.store.tables.upcoming_notice.put({ id: subscription.id, periodEnd: currentPeriodEnd(subscription) })
    world.emit('invoice.upcoming', previewRenewal(world, subscription))
  },
}

function isRunning({ status }: Subscription): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due'
}
