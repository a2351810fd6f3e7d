import type { domainStates, NameFinding } from '@/db/schema/domains'
import type { Answer } from './look-up'
import type { PublicAddresses } from './public-addresses'

export type DomainState = (typeof domainStates)[number]

type NameVerdict = NameFinding['verdict']

/** Whether a name's addresses are those of its site's server. */
export function judgeName(name: string, found: Answer, { ipv4, ipv6 }: PublicAddresses): NameFinding {
  if (found === null) return { name, addresses: [], verdict: 'unanswered' }
  const here = found.filter((address) => address === ipv4 || address === ipv6)
  return { name, addresses: found, verdict: verdictOf(found.length, here.length) }
}

/** How a domain stands as a whole, by its name and its `www.` */
export function judgeDomain(findings: NameFinding[]): DomainState {
  const has = (...verdicts: NameVerdict[]) => findings.some(({ verdict }) => verdicts.includes(verdict))
  if (has('unanswered')) return 'unanswered'
  if (!has('mixed', 'elsewhere', 'missing')) return 'here'
  if (has('here', 'mixed')) return 'partly'
  return has('elsewhere') ? 'elsewhere' : 'not_found'
}

function verdictOf(all: number, here: number): NameVerdict {
  if (all === 0) return 'missing'
  if (here === 0) return 'elsewhere'
  return here === all ? 'here' : 'mixed'
}
