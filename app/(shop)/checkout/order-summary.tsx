import type { ReactNode } from 'react'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import type { PriceView } from './price-view'

type OrderSummaryProps = {
  planName: string
  cycle: BillingCycle
  price: PriceView
  renewal: string
  /** The button that goes on to pay. */
  children: ReactNode
}

/** What is bought, what it costs today and at renewal, beside the button that pays. */
export function OrderSummary({ planName, cycle, price, renewal, children }: OrderSummaryProps) {
  return (
    <div className="rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{planName}</h2>
        <a href={`/?cycle=${cycle}#plans`} className="text-link inline-flex min-h-11 items-center text-sm">
          Change plan or term
        </a>
      </div>
      <dl aria-live="polite" className="mt-3 space-y-2">
        <Line name={`For ${cycleWords[cycle].term}`}>{formatMoney(price.full)}</Line>
        {price.couponCode && <Line name={`Coupon ${price.couponCode}`}>−{formatMoney(price.discount)}</Line>}
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line pt-3">
          <dt className="font-semibold">You pay today</dt>
          <dd className="text-2xl font-semibold">{formatMoney(price.today)}</dd>
        </div>
        <div className="text-sm text-muted">
          <dt className="inline">Renewal: </dt>
          <dd className="inline">{renewal}.</dd>
        </div>
      </dl>
      <div className="mt-6">{children}</div>
      <p className="mt-4 text-sm text-muted">
        You pay on Stripe’s page. Nothing is charged before you confirm it there.
      </p>
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
