import { DomainName } from '@/components/account/domain-name'
import { Notice } from '@/components/ui/notice'
import type { SiteDomain } from '@/lib/domains/read-domain'
import { stateWords, verdictWords } from './state-words'

type Claim = NonNullable<SiteDomain['claim']>

/** Where a claimed domain leads now, as a whole and name by name. */
export function DomainState({ claim: { domain, state, findings, proof } }: { claim: Claim }) {
  if (!state) return null
  const { tone, title, text } = stateWords[state]
  const shownText = state === 'here' && proof ? 'Only the proof below is missing.' : text
  return (
    <div className="space-y-4">
      <Notice tone={tone} role="status" title={title(domain)}>
        {shownText}
      </Notice>
      <ul aria-label="Where each name leads" className="divide-y divide-line border-y border-line">
        {findings.map(({ name, addresses, verdict }) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
            <span className="min-w-0 font-medium wrap-anywhere">
              <DomainName domain={name} />
            </span>
            <span className="min-w-0 text-muted wrap-anywhere">
              {verdictWords[verdict]}
              {addresses.length > 0 && `: ${addresses.join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
