import { invalid } from '../core/failure'
import type { SessionPlan } from '../core/stored'
import type { World } from '../core/world'
import type { SessionValues } from './session-params'

const shortestSeconds = 2 * 24 * 60 * 60

/**
 * The trial that a session asks for, if any.
 * @throws Failure for one given in both ways, or too short
 */
export function trialOf(world: World, params: SessionValues): NonNullable<SessionPlan['trial']> | null {
  const { trial_end: end, trial_period_days: days } = params.subscription_data ?? {}
  if (end !== undefined && days !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].',
      { param: 'subscription_data[trial_period_days]', code: 'parameters_exclusive' },
    )
  }
  // Stripe wants a trial of two days at least to be given by its end.
  if (end !== undefined && end < world.now + shortestSeconds) {
    throw invalid('The trial end must be at least two days in the future.', { param: 'subscription_data[trial_end]' })
  }
  if (end !== undefined) return { end }
  return days === undefined ? null : { days }
}

export function trialSettingsOf(params: SessionValues): SessionPlan['trialSettings'] {
  const behavior = params.subscription_data?.trial_settings?.end_behavior.missing_payment_method
  if (behavior === undefined) return undefined
  return { end_behavior: { billing_cycle_anchor: null, missing_payment_method: behavior } }
}
