import { DomainName } from '@/components/account/domain-name'
import { Notice } from '@/components/ui/notice'
import type { SiteDomain } from '@/lib/domains/read-domain'
import { requestLanguage } from '@/lib/web/request-language'
import type { Words } from '@/lib/words/en'
import { toneOfDomain } from './state-tones'

type Claim = NonNullable<SiteDomain['claim']>

/** Where a claimed domain leads now, as a whole and name by name. */
export async function DomainState({ claim }: { claim: Claim }) {
  const { domain, state, findings } = claim
  const words = (await requestLanguage()).words.domains
  if (!state) return null
  return (
    <div className="space-y-4">
      <Notice tone={toneOfDomain[state]} role="status" title={words.states[state].title(domain)}>
        {meaningOf(claim, words) ?? words.states[state].text}
      </Notice>
      <ul aria-label={words.names.label} className="divide-y divide-line border-y border-line">
        {findings.map(({ name, addresses, verdict }) => (
          <li key={name} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
            <span className="min-w-0 font-medium wrap-anywhere">
              <DomainName domain={name} />
            </span>
            <span className="min-w-0 text-muted wrap-anywhere">
              {words.names[verdict]}
              {addresses.length > 0 && `: ${addresses.join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a state does not say by itself. */
function meaningOf({ state, proof, findings: [own, www] }: Claim, words: Words['domains']): string | null {
  if (state === 'here' && proof) return words.proof.isAllThatIsMissing
  if (own?.verdict === 'here' && www?.verdict === 'missing') return words.onlyWwwMissing
  return null
}
