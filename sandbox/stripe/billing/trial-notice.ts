import type { Happening } from '../clock/happenings'
import type { Subscription } from '../core/stored'
import type { World } from '../core/world'

const noticeSeconds = 3 * 24 * 60 * 60

/** Plans the notice that a trial ends: three days before, or at once when it is shorter. */
export function planTrialNotice(world: World, subscription: Subscription): void {
  const { trial_notice } = world.store.tables
  const { id, status, trial_end: end } = subscription
  if (end === null || status !== 'trialing') trial_notice.remove(id)
  else trial_notice.put({ id, at: Math.max(world.now, end - noticeSeconds) })
}

export const trialNotice: Happening<'trial_notice'> = {
  table: 'trial_notice',
  rank: 0,
  due: (notice) => notice.at,
  happen(world, notice) {
    world.store.tables.trial_notice.remove(notice.id)
    const subscription = world.store.tables.subscription.get(notice.id)
    if (subscription?.status === 'trialing') world.emit('customer.subscription.trial_will_end', subscription)
  },
}
