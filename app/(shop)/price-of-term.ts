import { type BillingCycle, monthsOf } from '@/lib/catalog/billing-cycle'
import type { Plan } from '@/lib/catalog/list-plans'
import type { Money } from '@/lib/money'

/** What one term of a plan costs, seen from each side that a buyer asks about. */
export type PriceOfTerm = {
  today: Money
  perMonth: Money
  /** False when a month's share is not a whole minor unit. */
  isPerMonthExact: boolean
  /** Against paying month by month for the same time; null when there is none. */
  saving: Money | null
  savingPercent: number
}

/** Null when the plan is not sold for that cycle. */
export function priceOfTerm(plan: Plan, cycle: BillingCycle): PriceOfTerm | null {
  const today = plan.prices[cycle]
  if (!today) return null
  const months = monthsOf(cycle)
  const monthByMonth = (plan.prices.monthly?.amountMinor ?? 0) * months
  const saved = monthByMonth - today.amountMinor
  return {
    today,
    perMonth: { ...today, amountMinor: Math.ceil(today.amountMinor / months) },
    isPerMonthExact: today.amountMinor % months === 0,
    saving: saved > 0 ? { ...today, amountMinor: saved } : null,
    savingPercent: saved > 0 ? Math.floor((saved * 100) / monthByMonth) : 0,
  }
}
