import type { ReactNode } from 'react'
import { describeLimits } from '@/components/describe-limits'
import { Button } from '@/components/ui/button'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import type { Plan } from '@/lib/catalog/list-plans'
import { formatMoney } from '@/lib/money'
import { type PriceOfTerm, priceOfTerm } from './price-of-term'

/** A plan with its price for each cycle, of which the chooser's style shows one. */
export function PlanCard({ plan, cycles }: { plan: Plan; cycles: BillingCycle[] }) {
  return (
    <li className="flex flex-col rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7">
      <h3 className="text-xl">{plan.name}</h3>
      <p className="mt-1 text-muted">{plan.summary}</p>
      {cycles.map((cycle) => (
        <div key={cycle} className={`mt-6 ${shownOf[cycle]}`}>
          <Term plan={plan} cycle={cycle} />
        </div>
      ))}
      <Button type="submit" name="plan" value={plan.code} className={`mt-6 ${hideWhenNotSold(plan, cycles)}`}>
        Choose {plan.name}
      </Button>
      <ul className="mt-7 space-y-2 border-t border-line pt-6 text-sm">
        {[...describeLimits(plan.limits), ...plan.features].map((phrase) => (
          <li key={phrase} className="flex gap-2.5">
            <Tick />
            {phrase}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** Whole class names, because Tailwind reads them from this text. */
const shownOf: Record<BillingCycle, string> = {
  monthly: 'hidden group-has-[#cycle-monthly:checked]/plans:block',
  yearly: 'hidden group-has-[#cycle-yearly:checked]/plans:block',
  biennial: 'hidden group-has-[#cycle-biennial:checked]/plans:block',
  triennial: 'hidden group-has-[#cycle-triennial:checked]/plans:block',
}

function hideWhenNotSold(plan: Plan, cycles: BillingCycle[]): string {
  return cycles
    .filter((cycle) => !plan.prices[cycle])
    .map((cycle) => hiddenOf[cycle])
    .join(' ')
}

const hiddenOf: Record<BillingCycle, string> = {
  monthly: 'group-has-[#cycle-monthly:checked]/plans:hidden',
  yearly: 'group-has-[#cycle-yearly:checked]/plans:hidden',
  biennial: 'group-has-[#cycle-biennial:checked]/plans:hidden',
  triennial: 'group-has-[#cycle-triennial:checked]/plans:hidden',
}

function Term({ plan, cycle }: { plan: Plan; cycle: BillingCycle }) {
  const price = priceOfTerm(plan, cycle)
  if (!price) return <p className="text-muted">{plan.name} is not sold for this term. Choose another one above.</p>
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {!price.isPerMonthExact && <span className="text-muted">about</span>}
        <span className="text-3xl font-semibold">{formatMoney(price.perMonth)}</span>
        <span className="text-muted">a month</span>
      </p>
      <TermFacts price={price} cycle={cycle} />
    </>
  )
}

function TermFacts({ price, cycle }: { price: PriceOfTerm; cycle: BillingCycle }) {
  const { term, every } = cycleWords[cycle]
  return (
    <dl className="mt-4 space-y-1.5 text-sm">
      <Fact name="You pay today">
        <strong className="font-semibold">{formatMoney(price.today)}</strong> for {term}
      </Fact>
      <Fact name="Renewal">
        {formatMoney(price.today)} {every}
      </Fact>
      <Fact name="Saving">{price.saving ? `${formatMoney(price.saving)} against monthly` : 'None'}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-3">
      <dt className="w-26 text-muted">{name}</dt>
      <dd className="min-w-40 flex-1">{children}</dd>
    </div>
  )
}

function Tick() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="mt-1 size-4 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </svg>
  )
}
