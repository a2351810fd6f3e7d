import { Day } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Service, ServiceState } from '@/lib/accounts/list-services'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { periodTerm, serviceLooks } from './service-looks'

/** One service: what it is, how it is doing, what it costs and where it opens. */
export function ServiceCard({ service }: { service: Service }) {
  const { id, planName, state, domain, url, price, cycle, periodEnd } = service
  const { tone, words } = serviceLooks[state]
  const sentence = sentences[state]
  const name = domain ?? planName
  return (
    <Card as="article" className="flex h-full flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg sm:text-xl">{domain ? <DomainName domain={domain} /> : planName}</h2>
          {domain && <p className="mt-1 text-muted">{planName}</p>}
        </div>
        <Badge tone={tone}>{words}</Badge>
      </div>
      {sentence && <p>{sentence}</p>}
      <Facts>
        <Fact term="Price">
          {formatMoney(price)} {cycleWords[cycle].every}
        </Fact>
        {periodEnd && (
          <Fact term={periodTerm(service)}>
            <Day at={periodEnd} />
          </Fact>
        )}
      </Facts>
      <div className="mt-auto flex flex-wrap gap-3">
        <ButtonLink href={`/panel/services/${id}`} variant="secondary">
          {state === 'ended' ? 'See its invoices' : 'Manage'}
          <span className="sr-only"> {name}</span>
        </ButtonLink>
        {url && (
          <ButtonLink href={url} variant="secondary">
            Open the site
            <span className="sr-only"> {name}</span>
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

const sentences: Partial<Record<ServiceState, string>> = {
  setting_up: 'Your site is being set up. That usually takes a few seconds; reload this page to see it.',
  payment_due: 'The last payment did not go through. Your site still runs; open “Manage” to pay.',
  suspended: 'Your site is offline, and nothing of it is deleted. “Manage” says why.',
}
