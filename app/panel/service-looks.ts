import type { Tone } from '@/components/ui/badge'
import type { Service, ServiceState } from '@/lib/accounts/list-services'

/** How each state of a service is called. */
export const serviceLooks: Record<ServiceState, { tone: Tone; words: string }> = {
  setting_up: { tone: 'neutral', words: 'Being set up' },
  running: { tone: 'good', words: 'Running' },
  payment_due: { tone: 'warning', words: 'Payment due' },
  suspended: { tone: 'danger', words: 'Suspended' },
  ended: { tone: 'neutral', words: 'Ended' },
}

/** What happens on the day in `periodEnd`. */
export function periodTerm({ state, isEnding }: Pick<Service, 'state' | 'isEnding'>): string {
  if (state === 'ended') return 'Ended'
  return isEnding ? 'Ends' : 'Renews'
}
