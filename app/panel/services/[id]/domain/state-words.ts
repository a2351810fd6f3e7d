import type { Tone } from '@/components/ui/badge'
import type { DomainState, NameVerdict } from '@/lib/domains/judge-domain'

type StateWords = { tone: Tone; short: string; title: (domain: string) => string; text: string }

/** How a domain stands, for its page and its line on the service's page. */
export const stateWords: Record<DomainState, StateWords> = {
  here: {
    tone: 'good',
    short: 'Leads to your site',
    title: (domain) => `${domain} leads to your site`,
    text: 'With and without www. There is nothing left to do.',
  },
  partly: {
    tone: 'warning',
    short: 'Leads here in part',
    title: (domain) => `${domain} leads here in part`,
    text: 'Some visitors arrive and others do not. Compare the records below with yours, and remove any other A and AAAA records of these names.',
  },
  elsewhere: {
    tone: 'warning',
    short: 'Leads elsewhere',
    title: (domain) => `${domain} still leads elsewhere`,
    text: 'Set the records below in place of its A and AAAA records of today. If you have just done so, the old ones may be remembered for some hours. Behind a proxy or CDN of yours this is as it should be.',
  },
  not_found: {
    tone: 'warning',
    short: 'Its records are missing',
    title: (domain) => `${domain} leads nowhere yet`,
    text: 'It has no address. Set the records below where you manage the domain: usually where you bought it, under “DNS”.',
  },
  unanswered: {
    tone: 'neutral',
    short: 'Could not be looked up',
    title: (domain) => `We could not look ${domain} up just now`,
    text: 'Its name servers did not answer us. That often passes by itself, and we keep trying. If it lasts, ask whoever manages the domain.',
  },
}

/** Where one name leads. */
export const verdictWords: Record<NameVerdict, string> = {
  here: 'Here',
  mixed: 'Here and elsewhere',
  elsewhere: 'Elsewhere',
  missing: 'Nowhere',
  unanswered: 'No answer',
}
