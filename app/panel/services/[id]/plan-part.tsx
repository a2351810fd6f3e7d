import { periodTerm } from '@/app/panel/service-looks'
import { Day } from '@/components/account/day'
import { Fact, Facts } from '@/components/account/facts'
import { describeLimits } from '@/components/describe-limits'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Service } from '@/lib/accounts/list-services'
import { requestLanguage } from '@/lib/web/request-language'

/** The plan of a service with its limits, its price and its next day. */
export async function PlanPart({ service, isChangeable }: { service: Service; isChangeable: boolean }) {
  const { words: all, money, path } = await requestLanguage()
  const { plan: words, days } = all.panel
  const limits = describeLimits(service.limits, all.limits)
  return (
    <Card as="section" aria-labelledby="plan-heading" className="space-y-5">
      <h2 id="plan-heading" className="text-lg">
        {words.heading}
      </h2>
      <Facts>
        <Fact term={words.heading}>{service.planName}</Fact>
        {limits.length > 0 && <Fact term={words.includes}>{limits.join(', ')}</Fact>}
        <Fact term={words.price}>
          {money(service.price)} {all.cycles[service.cycle].every}
        </Fact>
        {service.periodEnd && (
          <Fact term={days[periodTerm(service)]}>
            <Day at={service.periodEnd} />
          </Fact>
        )}
      </Facts>
      {isChangeable && (
        <ButtonLink href={path(`/panel/services/${service.id}/plan`)} variant="secondary">
          {words.change}
        </ButtonLink>
      )}
    </Card>
  )
}
