import { Day } from '@/components/account/day'
import { describeLimits } from '@/components/describe-limits'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import type { PlanOption } from '@/lib/billing/list-plan-changes'
import { type BillingCycle, monthsOf } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'

type OptionCardProps = { option: PlanOption; periodEnd: Date; serviceId: string }

/** A plan that a service could have: its limits, its price, and when it would begin. */
export function OptionCard({ option: { plan, cycle, price, kind }, periodEnd, serviceId }: OptionCardProps) {
  const query = new URLSearchParams({ plan: plan.code, cycle })
  return (
    <li className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-6">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="text-lg">{plan.name}</h2>
        {kind === 'current' && <Badge tone="good">Your plan now</Badge>}
        {kind === 'waiting' && <Badge>Planned</Badge>}
      </div>
      <p>
        <span className="text-xl font-semibold">{formatMoney(price)}</span>{' '}
        <span className="text-muted">{cycleWords[cycle].every}</span>
        {monthsOf(cycle) > 1 && (
          <span className="block text-sm text-muted">about {formatMoney(aMonth(price, cycle))} a month</span>
        )}
      </p>
      <ul className="text-sm">
        {describeLimits(plan.limits).map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      {kind === 'upgrade' && <p className="text-sm text-muted">Starts at once.</p>}
      {(kind === 'downgrade' || kind === 'waiting') && (
        <p className="text-sm text-muted">
          Starts on <Day at={periodEnd} />, when what you have paid for ends.
        </p>
      )}
      {(kind === 'upgrade' || kind === 'downgrade') && (
        <ButtonLink
          href={`/panel/services/${serviceId}/plan/confirm?${query}`}
          variant="secondary"
          className="mt-auto self-start"
        >
          See the price of the change<span className="sr-only"> to {plan.name}</span>
        </ButtonLink>
      )}
    </li>
  )
}

/** Rounded up, so that nothing looks cheaper than it is. */
function aMonth(price: Money, cycle: BillingCycle): Money {
  return { ...price, amountMinor: Math.ceil(price.amountMinor / monthsOf(cycle)) }
}
