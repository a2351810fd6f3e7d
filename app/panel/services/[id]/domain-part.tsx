import { toneOfDomain } from '@/app/panel/services/[id]/domain/state-tones'
import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { SiteDomain } from '@/lib/domains/read-domain'
import { requestLanguage } from '@/lib/web/request-language'

/** The names of a service's site, and the way to where they are set. */
export async function DomainPart({ site, serviceId }: { site: SiteDomain; serviceId: string }) {
  const { words: all, path } = await requestLanguage()
  const words = all.domains
  const { claim, systemDomain } = site
  const state = claim?.state
  return (
    <Card as="section" aria-labelledby="domain-heading" className="space-y-4">
      <h2 id="domain-heading" className="text-lg">
        {words.title}
      </h2>
      <p className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 wrap-anywhere">
          <DomainName domain={claim?.domain ?? systemDomain} />
        </span>
        {claim?.proof ? (
          <Badge tone="warning">{words.part.waits}</Badge>
        ) : (
          state && <Badge tone={toneOfDomain[state]}>{words.states[state].short}</Badge>
        )}
      </p>
      <ButtonLink href={path(`/panel/services/${serviceId}/domain`)} variant="secondary">
        {claim ? words.part.seeRecords : words.part.connect}
      </ButtonLink>
    </Card>
  )
}
