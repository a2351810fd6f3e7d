import type { Tone } from '@/components/ui/badge'
import type { Service, ServiceState } from '@/lib/accounts/list-services'

/** How each state of a service looks. */
export const toneOf: Record<ServiceState, Tone> = {
  setting_up: 'neutral',
  running: 'good',
  payment_due: 'warning',
  suspended: 'danger',
  ended: 'neutral',
}

/** What happens on the day in `periodEnd`. */
export function periodTerm({ state, isEnding }: Pick<Service, 'state' | 'isEnding'>): 'renews' | 'ends' | 'ended' {
  if (state === 'ended') return 'ended'
  return isEnding ? 'ends' : 'renews'
}
