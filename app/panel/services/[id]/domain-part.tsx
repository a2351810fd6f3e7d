import { stateWords } from '@/app/panel/services/[id]/domain/state-words'
import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { SiteDomain } from '@/lib/domains/read-domain'

/** The names of a service's site, and the way to where they are set. */
export function DomainPart({ site, serviceId }: { site: SiteDomain; serviceId: string }) {
  const { claim, systemDomain } = site
  const words = claim?.state ? stateWords[claim.state] : null
  return (
    <Card as="section" aria-labelledby="domain-heading" className="space-y-4">
      <h2 id="domain-heading" className="text-lg">
        Domain
      </h2>
      <p className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 wrap-anywhere">
          <DomainName domain={claim?.domain ?? systemDomain} />
        </span>
        {claim?.proof ? (
          <Badge tone="warning">Waits for your proof</Badge>
        ) : (
          words && <Badge tone={words.tone}>{words.short}</Badge>
        )}
      </p>
      <ButtonLink href={`/panel/services/${serviceId}/domain`} variant="secondary">
        {claim ? 'See its DNS records' : 'Connect a domain of your own'}
      </ButtonLink>
    </Card>
  )
}
