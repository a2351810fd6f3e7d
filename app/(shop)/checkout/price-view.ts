import { monthsOf } from '@/lib/catalog/billing-cycle'
import type { TaxTerms } from '@/lib/catalog/tax-terms'
import type { Quote } from '@/lib/checkout/quote'
import { now } from '@/lib/clock'
import { formatMoney, type Money } from '@/lib/money'
import { formatDay } from '@/lib/words/format-day'
import { formatOf, type Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'

/** The part of a quote that a browser may see. */
export type PriceView = { full: Money; discount: Money; today: Money; couponCode: string | null; tax: TaxTerms }

export function priceView({ full, discount, today, couponCode, tax }: Quote): PriceView {
  return { full, discount, today, couponCode, tax }
}

/** When it is paid today, e.g. `$81.48 every year, next on November 23, 2027`. */
export function describeRenewal({ renewal, cycle }: Pick<Quote, 'renewal' | 'cycle'>, locale: Locale): string {
  const { checkout, cycles } = purchaseWords(locale)
  const date = formatDay(addMonths(now(), monthsOf(cycle)), locale)
  return checkout.summary.renewalTerms(formatMoney(renewal, formatOf[locale]), cycles[cycle].every, date)
}

/** A day that the later month lacks becomes its last day, as Stripe does it. */
function addMonths(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCMonth(from.getUTCMonth() + months)
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0)
  return to
}
