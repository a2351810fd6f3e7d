import type { ReactNode } from 'react'
import { promisedLimits } from '@/components/describe-limits'
import { type BillingCycle, billingCycles } from '@/lib/catalog/billing-cycle'
import { describePlan } from '@/lib/catalog/describe-plan'
import type { Plan } from '@/lib/catalog/list-plans'
import { formatMoney } from '@/lib/money'
import { formatOf, type Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'
import { priceOfTerm } from './price-of-term'

/** The plans side by side, row by row from the catalogue; nothing for a single plan. */
export function ComparisonTable({ locale, plans }: { locale: Locale; plans: Plan[] }) {
  if (plans.length < 2) return null
  const { storefront, cycles, limitRows } = wordsOf(locale)
  const words = storefront.comparison
  const sold = billingCycles.filter((cycle) => plans.some((plan) => plan.prices[cycle]))
  const limits = promisedLimits.filter((limit) => plans.some((plan) => plan.limits[limit] !== undefined))
  const features = [...new Set(plans.flatMap((plan) => describePlan(plan, locale).features))]
  return (
    <section aria-labelledby="compare-heading" className="mt-24">
      <h2 id="compare-heading" className="text-2xl">
        {words.heading}
      </h2>
      {/* On a phone it scrolls by itself; the links in its head bring a keyboard there. */}
      <div className="mt-6 overflow-x-auto rounded-lg border border-line bg-surface">
        <table
          className={`${plans.length > 2 ? 'min-w-[36rem]' : 'min-w-[27rem]'} w-full text-left text-sm [&_td]:px-5 [&_td]:py-3.5 [&_td]:align-top [&_th]:px-5 [&_th]:py-3.5 [&_th]:align-top`}
        >
          <caption className="sr-only">{words.caption}</caption>
          <thead>
            <tr className="border-b border-line text-base">
              <th scope="col" className="w-1/4 font-normal text-muted">
                {words.plan}
              </th>
              {plans.map((plan) => (
                <th key={plan.id} scope="col" className="font-semibold">
                  <a href={`#plan-${plan.code}`} className="text-link -my-2 inline-flex min-h-11 min-w-11 items-center">
                    {plan.name}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {sold.map((cycle) => (
              <Row key={cycle} name={cycles[cycle].name} plans={plans}>
                {(plan) => <TermCell plan={plan} cycle={cycle} locale={locale} />}
              </Row>
            ))}
            {limits.map((limit) => (
              <Row key={limit} name={limitRows[limit]} plans={plans}>
                {(plan) => plan.limits[limit] ?? '–'}
              </Row>
            ))}
            {features.map((feature) => (
              <Row key={feature} name={feature} plans={plans}>
                {(plan) => (describePlan(plan, locale).features.includes(feature) ? words.yes : words.no)}
              </Row>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = { name: string; plans: Plan[]; children: (plan: Plan) => ReactNode }

function Row({ name, plans, children }: RowProps) {
  return (
    <tr>
      <th scope="row" className="font-medium">
        {name}
      </th>
      {plans.map((plan) => (
        <td key={plan.id}>{children(plan)}</td>
      ))}
    </tr>
  )
}

function TermCell({ plan, cycle, locale }: { plan: Plan; cycle: BillingCycle; locale: Locale }) {
  const { comparison: words, card } = wordsOf(locale).storefront
  const price = priceOfTerm(plan, cycle)
  if (!price) return <span className="text-muted">{words.notSold}</span>
  const perMonth = words.perMonth(formatMoney(price.perMonth, formatOf[locale]))
  return (
    <>
      <span className="block font-medium">{price.isPerMonthExact ? perMonth : `${card.about} ${perMonth}`}</span>
      {cycle !== 'monthly' && (
        <span className="block text-muted">{words.inTotal(formatMoney(price.today, formatOf[locale]))}</span>
      )}
      {price.saving && (
        <span className="block text-accent">{words.saves(formatMoney(price.saving, formatOf[locale]))}</span>
      )}
    </>
  )
}
