import { Day } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Service } from '@/lib/accounts/list-services'
import { requestLanguage } from '@/lib/web/request-language'
import { periodTerm, toneOf } from './service-looks'

/** One service: what it is, how it is doing, what it costs and where it opens. */
export async function ServiceCard({ service }: { service: Service }) {
  const { id, planName, state, domain, url, price, cycle, periodEnd } = service
  const { words, money, path } = await requestLanguage()
  const { panel, cycles } = words
  const meanings: Partial<Record<Service['state'], string>> = panel.card.meanings
  const name = domain ?? planName
  return (
    <Card as="article" className="flex h-full flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg sm:text-xl">{domain ? <DomainName domain={domain} /> : planName}</h2>
          {domain && <p className="mt-1 text-muted">{planName}</p>}
        </div>
        <Badge tone={toneOf[state]}>{panel.states[state]}</Badge>
      </div>
      {meanings[state] && <p>{meanings[state]}</p>}
      <Facts>
        <Fact term={panel.card.price}>
          {money(price)} {cycles[cycle].every}
        </Fact>
        {periodEnd && (
          <Fact term={panel.days[periodTerm(service)]}>
            <Day at={periodEnd} />
          </Fact>
        )}
      </Facts>
      <div className="mt-auto flex flex-wrap gap-3">
        <ButtonLink href={path(`/panel/services/${id}`)} variant="secondary">
          {state === 'ended' ? panel.card.seeInvoices : panel.card.manage}
          <span className="sr-only"> {name}</span>
        </ButtonLink>
        {url && (
          <ButtonLink href={url} variant="secondary">
            {panel.openSite}
            <span className="sr-only"> {name}</span>
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}
