import { type BillingCycle, billingCycles } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import type { Plan } from '@/lib/catalog/list-plans'
import { PlanCard } from './plan-card'
import { priceOfTerm } from './price-of-term'

/**
 * The plans under one choice of billing cycle: a plain form that leads to the checkout.
 * The prices of every cycle are in the page; `:has(:checked)` shows those of the chosen one, so no script is needed.
 */
export function PlanChooser({ plans, cycle }: { plans: Plan[]; cycle: BillingCycle }) {
  if (plans.length === 0) return <p className="mt-14 text-lg">No plan is for sale at the moment.</p>
  const sold = billingCycles.filter((each) => plans.some((plan) => plan.prices[each]))
  const checked = sold.includes(cycle) ? cycle : sold[0]
  return (
    <form id="plans" action="/checkout" className="group/plans mt-14 scroll-mt-8" aria-labelledby="plans-heading">
      {/* Enter on a radio button presses the form's first button, which must choose no plan: this one only keeps the cycle. */}
      <button type="submit" formAction="/" tabIndex={-1} aria-hidden="true" className="sr-only">
        Show these prices
      </button>
      <h2 id="plans-heading" className="text-xl">
        Plans
      </h2>
      <fieldset className="mt-4">
        <legend className="text-sm text-muted">How often do you want to pay?</legend>
        <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-4">
          {sold.map((each) => (
            <CycleOption key={each} cycle={each} isChecked={each === checked} savingPercent={bestSaving(plans, each)} />
          ))}
        </div>
      </fieldset>
      <ul className="mt-6 grid gap-6 md:grid-cols-2 lg:grid-cols-3">
        {plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} cycles={sold} />
        ))}
      </ul>
      <script src="/keep-cycle.js" async />
    </form>
  )
}

function CycleOption({ cycle, isChecked, savingPercent }: CycleOptionProps) {
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
        <span className="block font-semibold">{cycleWords[cycle].name}</span>
        <span className="block text-sm text-muted">
          {savingPercent > 0 ? `Save up to ${savingPercent} %` : 'Shortest term'}
        </span>
      </span>
    </label>
  )
}

type CycleOptionProps = { cycle: BillingCycle; isChecked: boolean; savingPercent: number }

function bestSaving(plans: Plan[], cycle: BillingCycle): number {
  return Math.max(...plans.map((plan) => priceOfTerm(plan, cycle)?.savingPercent ?? 0))
}
