import { describeRenewal } from '@/app/(shop)/checkout/price-view'
import type { PayableOrder } from '@/lib/checkout/find-payment-page'
import { formatMoney } from '@/lib/money'
import { formatOf, type Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

/** What is about to be paid, above Stripe's page, with the way back to the form. */
export function PayableSummary({ order, locale }: { order: PayableOrder; locale: Locale }) {
  const { checkout, cycles } = wordsOf(locale)
  const { planName, cycle, today, couponCode, formPath } = order
  return (
    <section
      aria-label={checkout.summary.label}
      className="flex flex-wrap items-start justify-between gap-x-12 gap-y-4 rounded-lg border border-line bg-surface p-6"
    >
      <div>
        <h2 className="text-lg">{planName}</h2>
        <p className="mt-1 text-sm text-muted">
          {cycles[cycle].term}
          {couponCode && checkout.pay.withCoupon(couponCode)}
        </p>
      </div>
      <dl>
        <div className="flex flex-wrap items-baseline gap-x-3">
          <dt className="font-semibold">{checkout.summary.today}</dt>
          <dd className="text-2xl font-semibold">{formatMoney(today, formatOf[locale])}</dd>
        </div>
        {order.tax && (
          <div className="mt-1 text-sm text-muted">
            <dt className="inline">{checkout.summary.tax.name}: </dt>
            <dd className="inline">{checkout.summary.tax[order.tax]}</dd>
          </div>
        )}
        <div className="mt-1 text-sm text-muted">
          <dt className="inline">{checkout.summary.renewal}: </dt>
          <dd className="inline">{describeRenewal(order, locale)}.</dd>
        </div>
      </dl>
      <a href={formPath} className="text-link inline-flex min-h-11 items-center text-sm">
        {checkout.pay.back}
      </a>
    </section>
  )
}
