import type { ReactNode } from 'react'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { formatMoney } from '@/lib/money'
import { formatOf, type Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'
import type { PriceView } from './price-view'

type OrderSummaryProps = {
  locale: Locale
  planName: string
  cycle: BillingCycle
  price: PriceView
  renewal: string
  /** Back to the plans. */
  plansPath: string
  /** The button that goes on to pay. */
  children: ReactNode
}

/** What is bought, what it costs today and at renewal, beside the button that pays. */
export function OrderSummary({ locale, planName, cycle, price, renewal, plansPath, children }: OrderSummaryProps) {
  const { checkout, cycles } = purchaseWords(locale)
  const words = checkout.summary
  const money = (amount: PriceView['full']) => formatMoney(amount, formatOf[locale])
  return (
    <div className="rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{planName}</h2>
        <a href={plansPath} className="text-link inline-flex min-h-11 items-center text-sm">
          {words.change}
        </a>
      </div>
      <dl aria-live="polite" className="mt-3 space-y-2">
        <Line name={words.forTerm(cycles[cycle].term)}>{money(price.full)}</Line>
        {price.couponCode && <Line name={words.coupon(price.couponCode)}>−{money(price.discount)}</Line>}
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line pt-3">
          <dt className="font-semibold">{words.today}</dt>
          <dd className="text-2xl font-semibold">{money(price.today)}</dd>
        </div>
        {price.tax && (
          <div className="text-sm text-muted">
            <dt className="inline">{words.tax.name}: </dt>
            <dd className="inline">{words.tax[price.tax]}</dd>
          </div>
        )}
        <div className="text-sm text-muted">
          <dt className="inline">{words.renewal}: </dt>
          <dd className="inline">{renewal}.</dd>
        </div>
      </dl>
      <div className="mt-6">{children}</div>
      <p className="mt-4 text-sm text-muted">{words.note}</p>
    </div>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
