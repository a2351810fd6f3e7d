import type { Tone } from '@/components/ui/badge'
import type { DomainState } from '@/lib/domains/judge-domain'

/** How a domain's state looks; its words are in the words files. */
export const toneOfDomain: Record<DomainState, Tone> = {
  here: 'good',
  partly: 'warning',
  elsewhere: 'warning',
  not_found: 'warning',
  unanswered: 'neutral',
}
