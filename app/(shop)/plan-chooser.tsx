import { type BillingCycle, billingCycles } from '@/lib/catalog/billing-cycle'
import { currencies, defaultCurrency } from '@/lib/catalog/currency'
import type { Plan } from '@/lib/catalog/list-plans'
import { taxTerms } from '@/lib/catalog/tax-terms'
import { shopPath } from '@/lib/storefront/shop-path'
import type { StaticView } from '@/lib/storefront/static-page'
import type { Words } from '@/lib/words/en'
import { wordsOf } from '@/lib/words/words-of'
import { PlanCard } from './plan-card'
import { priceOfTerm } from './price-of-term'

type PlanChooserProps = { view: StaticView; path: string; plans: Plan[] }

/**
 * The plans under one choice of billing cycle: a plain form that leads to the checkout.
 * The prices of every cycle are in the page; `:has(:checked)` shows those of the chosen one, so no script is needed.
 */
export function PlanChooser({ view, path, plans }: PlanChooserProps) {
  const { locale, currency, cycle } = view
  const { storefront, cycles } = wordsOf(locale)
  const words = storefront.chooser
  if (plans.length === 0) return <p className="mt-14 text-lg">{storefront.noPlans}</p>
  const tax = taxTerms()
  const sold = billingCycles.filter((each) => plans.some((plan) => plan.prices[each]))
  const checked = sold.includes(cycle) ? cycle : sold[0]
  // A form that is sent by GET brings its own query, and so the currency as a field of it.
  const inDefault = { locale, currency: defaultCurrency }
  return (
    <form
      id="plans"
      action={shopPath(inDefault, '/checkout')}
      className="group/plans mt-14 scroll-mt-8"
      aria-labelledby="plans-heading"
    >
      {/* Enter on a radio button presses the form's first button, which must choose no plan: this one only keeps the cycle. */}
      <button type="submit" formAction={shopPath(inDefault, path)} tabIndex={-1} aria-hidden="true" className="sr-only">
        {words.showPrices}
      </button>
      {currency !== defaultCurrency && <input type="hidden" name="currency" value={currency} />}
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-1">
        <h2 id="plans-heading" className="text-xl">
          {words.heading}
        </h2>
        <CurrencySwitch view={view} path={path} />
      </div>
      <fieldset className="mt-4">
        <legend className="text-sm text-muted">{words.cycle}</legend>
        <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-4">
          {sold.map((each) => (
            <CycleOption
              key={each}
              cycle={each}
              name={cycles[each].name}
              isChecked={each === checked}
              savingPercent={bestSaving(plans, each)}
              words={words}
            />
          ))}
        </div>
      </fieldset>
      <ul className="mt-6 grid gap-6 md:grid-cols-2 lg:grid-cols-3">
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} cycles={sold} locale={locale} />
        ))}
      </ul>
      {tax && <p className="mt-4 text-sm text-muted">{words.tax[tax]}</p>}
      <script src="/keep-cycle.js" async />
    </form>
  )
}

/** The same page in each currency. public/keep-cycle.js keeps the chosen cycle in the links. */
function CurrencySwitch({ view, path }: Omit<PlanChooserProps, 'plans'>) {
  const cycle = view.cycle === billingCycles[0] ? undefined : view.cycle
  return (
    <nav aria-label={wordsOf(view.locale).frame.currencies} className="-mx-2 flex text-sm">
      {currencies.map((currency) =>
        currency === view.currency ? (
          <span key={currency} aria-current="true" className={`${currencyClass} font-semibold text-accent underline`}>
            {currency.toUpperCase()}
          </span>
        ) : (
          <a
            key={currency}
            href={`${shopPath({ ...view, currency }, path, { cycle })}#plans`}
            data-keeps-cycle=""
            className={`${currencyClass} font-medium hover:underline`}
          >
            {currency.toUpperCase()}
          </a>
        ),
      )}
    </nav>
  )
}

const currencyClass = 'inline-flex min-h-11 min-w-11 items-center justify-center px-2 underline-offset-4'

function CycleOption({ cycle, name, isChecked, savingPercent, words }: CycleOptionProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line bg-surface px-4 py-3 hover:border-control has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        id={`cycle-${cycle}`}
        name="cycle"
        value={cycle}
        defaultChecked={isChecked}
        className="mt-1 size-4.5 shrink-0 accent-accent"
      />
      <span className="leading-6">
        <span className="block font-semibold">{name}</span>
        <span className="block text-sm text-muted">
          {savingPercent > 0 ? words.saveUpTo(savingPercent) : words.shortest}
        </span>
      </span>
    </label>
  )
}

type CycleOptionProps = {
  cycle: BillingCycle
  name: string
  isChecked: boolean
  savingPercent: number
  words: Words['storefront']['chooser']
}

function bestSaving(plans: Plan[], cycle: BillingCycle): number {
  return Math.max(...plans.map((plan) => priceOfTerm(plan, cycle)?.savingPercent ?? 0))
}
