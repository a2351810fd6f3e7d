import { invalid } from '../core/failure'
import type { Subscription } from '../core/stored'
import type { World } from '../core/world'

type Plan = Pick<Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at'>

/**
 * When a subscription is to end, after a request that may say so.
 * @throws Failure for both ways at once, and for a moment in the past
 */
export function planCancellation(
  world: World,
  before: Plan & Pick<Subscription, 'items' | 'schedule'>,
  params: {
    cancel_at?: number | 'min_period_end' | 'max_period_end' | null | undefined
    cancel_at_period_end?: boolean | undefined
  },
): Plan & { cancellation_details?: Subscription['cancellation_details'] } {
  if (before.schedule && (params.cancel_at !== undefined || params.cancel_at_period_end !== undefined)) {
    throw invalid(
      `The subscription is managed by the subscription schedule \`${before.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
      { param: params.cancel_at === undefined ? 'cancel_at_period_end' : 'cancel_at' },
    )
  }
  if (params.cancel_at && params.cancel_at_period_end) {
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      param: 'cancel_at',
      code: 'parameters_exclusive',
    })
  }
  const { cancel_at, cancel_at_period_end, canceled_at } = before
  if (params.cancel_at) {
    const at =
      typeof params.cancel_at === 'number'
        ? params.cancel_at
        : Math[params.cancel_at === 'min_period_end' ? 'min' : 'max'](
            ...before.items.data.map((item) => item.current_period_end),
          )
    if (at <= world.now) throw invalid('cancel_at must be in the future.', { param: 'cancel_at' })
    return { cancel_at: at, cancel_at_period_end: false, canceled_at: world.now }
  }
  if (params.cancel_at_period_end === true) {
    const at = Math.max(...before.items.data.map((item) => item.current_period_end))
    return { cancel_at: at, cancel_at_period_end: true, canceled_at: canceled_at ?? world.now }
  }
  if (params.cancel_at === null || params.cancel_at_period_end === false) {
    return { cancel_at: null, cancel_at_period_end: false, canceled_at: null }
  }
  return { cancel_at, cancel_at_period_end, canceled_at }
}
