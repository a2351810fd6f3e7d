import { brand } from '@/lib/brand'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { wordsOf } from '@/lib/words/words-of'

/** The promise to give the first payment back; nothing when the brand makes none. */
export function MoneyBack({ view }: { view: ShopView }) {
  const days: number = brand.moneyBackDays
  if (days === 0) return null
  const words = wordsOf(view.locale).storefront.moneyBack
  return (
    <section
      aria-labelledby="money-back-heading"
      className="mt-24 grid gap-x-16 gap-y-3 rounded-lg bg-accent-soft p-6 sm:p-8 lg:grid-cols-[1fr_2fr]"
    >
      <h2 id="money-back-heading" className="text-xl">
        {words.heading(days)}
      </h2>
      <div className="max-w-prose">
        <p>{words.text(days)}</p>
        <a href={shopPath(view, '/contact')} className="text-link mt-2 inline-flex min-h-11 items-center">
          {words.link}
        </a>
      </div>
    </section>
  )
}
