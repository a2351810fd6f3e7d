import { Day } from '@/components/account/day'
import { describeLimits } from '@/components/describe-limits'
import { FilledText } from '@/components/filled-text'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import type { PlanOption } from '@/lib/billing/list-plan-changes'
import { type BillingCycle, monthsOf } from '@/lib/catalog/billing-cycle'
import type { Money } from '@/lib/money'
import { requestLanguage } from '@/lib/web/request-language'

type OptionCardProps = { option: PlanOption; periodEnd: Date; serviceId: string }

/** A plan that a service could have: its limits, its price, and when it would begin. */
export async function OptionCard({ option: { plan, cycle, price, kind }, periodEnd, serviceId }: OptionCardProps) {
  const { words: all, money, path } = await requestLanguage()
  const words = all.planChange.option
  const query = new URLSearchParams({ plan: plan.code, cycle })
  return (
    <li className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-6">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="text-lg">{plan.name}</h2>
        {kind === 'current' && <Badge tone="good">{words.current}</Badge>}
        {kind === 'waiting' && <Badge>{words.planned}</Badge>}
      </div>
      <p>
        <span className="text-xl font-semibold">{money(price)}</span>{' '}
        <span className="text-muted">{all.cycles[cycle].every}</span>
        {monthsOf(cycle) > 1 && (
          <span className="block text-sm text-muted">{words.aMonth(money(aMonth(price, cycle)))}</span>
        )}
      </p>
      <ul className="text-sm">
        {describeLimits(plan.limits, all.limits).map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      {kind === 'upgrade' && <p className="text-sm text-muted">{words.atOnce}</p>}
      {(kind === 'downgrade' || kind === 'waiting') && (
        <p className="text-sm text-muted">
          <FilledText text={words.later} slots={{ day: <Day at={periodEnd} /> }} />
        </p>
      )}
      {(kind === 'upgrade' || kind === 'downgrade') && (
        <ButtonLink
          href={path(`/panel/services/${serviceId}/plan/confirm?${query}`)}
          variant="secondary"
          className="mt-auto self-start"
        >
          {words.seePrice}
          <span className="sr-only"> {words.to(plan.name)}</span>
        </ButtonLink>
      )}
    </li>
  )
}

/** Rounded up, so that nothing looks cheaper than it is. */
function aMonth(price: Money, cycle: BillingCycle): Money {
  return { ...price, amountMinor: Math.ceil(price.amountMinor / monthsOf(cycle)) }
}
