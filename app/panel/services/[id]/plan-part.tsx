import { periodTerm } from '@/app/panel/service-looks'
import { Day } from '@/components/account/day'
import { Fact, Facts } from '@/components/account/facts'
import { describeLimits } from '@/components/describe-limits'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Service } from '@/lib/accounts/list-services'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'

/** The plan of a service with its limits, its price and its next day. */
export function PlanPart({ service, isChangeable }: { service: Service; isChangeable: boolean }) {
  const limits = describeLimits(service.limits)
  return (
    <Card as="section" aria-labelledby="plan-heading" className="space-y-5">
      <h2 id="plan-heading" className="text-lg">
        Plan
      </h2>
      <Facts>
        <Fact term="Plan">{service.planName}</Fact>
        {limits.length > 0 && <Fact term="Includes">{limits.join(', ')}</Fact>}
        <Fact term="Price">
          {formatMoney(service.price)} {cycleWords[service.cycle].every}
        </Fact>
        {service.periodEnd && (
          <Fact term={periodTerm(service)}>
            <Day at={service.periodEnd} />
          </Fact>
        )}
      </Facts>
      {isChangeable && (
        <ButtonLink href={`/panel/services/${service.id}/plan`} variant="secondary">
          Change plan or billing cycle
        </ButtonLink>
      )}
    </Card>
  )
}
