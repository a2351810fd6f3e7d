import type { ReactNode } from 'react'
import { describeLimits } from '@/components/describe-limits'
import { Button } from '@/components/ui/button'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { describePlan } from '@/lib/catalog/describe-plan'
import type { Plan } from '@/lib/catalog/list-plans'
import { formatMoney } from '@/lib/money'
import { formatOf, type Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'
import { type PriceOfTerm, priceOfTerm } from './price-of-term'

/** A plan with its price for each cycle, of which the chooser's style shows one. */
export function PlanCard({ plan, cycles, locale }: { plan: Plan; cycles: BillingCycle[]; locale: Locale }) {
  const { storefront, limits } = wordsOf(locale)
  const { summary, features } = describePlan(plan, locale)
  return (
    <li
      id={`plan-${plan.code}`}
      className="flex scroll-mt-8 flex-col rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7"
    >
      <h3 className="text-xl">{plan.name}</h3>
      <p className="mt-1 text-muted">{summary}</p>
      {cycles.map((cycle) => (
        <div key={cycle} className={`mt-6 ${shownOf[cycle]}`}>
          <Term plan={plan} cycle={cycle} locale={locale} />
        </div>
      ))}
      <Button type="submit" name="plan" value={plan.code} className={`mt-6 ${hideWhenNotSold(plan, cycles)}`}>
        {storefront.chooser.choose(plan.name)}
      </Button>
      <ul className="mt-7 space-y-2 border-t border-line pt-6 text-sm">
        {[...describeLimits(plan.limits, limits), ...features].map((phrase) => (
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

type TermProps = { plan: Plan; cycle: BillingCycle; locale: Locale }

function Term({ plan, cycle, locale }: TermProps) {
  const words = wordsOf(locale).storefront.card
  const price = priceOfTerm(plan, cycle)
  if (!price) return <p className="text-muted">{words.notSold(plan.name)}</p>
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {!price.isPerMonthExact && <span className="text-muted">{words.about}</span>}
        <span className="text-3xl font-semibold">{formatMoney(price.perMonth, formatOf[locale])}</span>
        <span className="text-muted">{words.aMonth}</span>
      </p>
      <TermFacts price={price} cycle={cycle} locale={locale} />
    </>
  )
}

function TermFacts({ price, cycle, locale }: { price: PriceOfTerm; cycle: BillingCycle; locale: Locale }) {
  const { storefront, cycles } = wordsOf(locale)
  const words = storefront.card
  const today = formatMoney(price.today, formatOf[locale])
  return (
    <dl className="mt-4 space-y-1.5 text-sm">
      <Fact name={words.today}>
        <strong className="font-semibold">{today}</strong> {words.forTerm(cycles[cycle].term)}
      </Fact>
      <Fact name={words.renewal}>
        {today} {cycles[cycle].every}
      </Fact>
      <Fact name={words.saving}>
        {price.saving ? `${formatMoney(price.saving, formatOf[locale])} ${words.against}` : words.noSaving}
      </Fact>
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
