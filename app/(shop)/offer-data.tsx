import { brand } from '@/lib/brand'
import { billingCycles, monthsOf } from '@/lib/catalog/billing-cycle'
import { describePlan } from '@/lib/catalog/describe-plan'
import type { Plan } from '@/lib/catalog/list-plans'
import { env } from '@/lib/env'
import { amountText, type Money } from '@/lib/money'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { socialImagePath } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

/** The plans as search engines read them (https://schema.org/Product); a data block, which no security policy runs. */
export function OfferData({ view, path, plans }: { view: ShopView; path: string; plans: Plan[] }) {
  if (plans.length === 0) return null
  const { cycles } = wordsOf(view.locale)
  const products = plans.map((plan) => ({
    '@type': 'Product',
    name: plan.name,
    sku: plan.code,
    image: `${env().PANEL_URL}${socialImagePath(view.locale, path)}`,
    description: describePlan(plan, view.locale).summary,
    brand: { '@type': 'Brand', name: brand.name },
    offers: billingCycles.flatMap((cycle) => {
      const price = plan.prices[cycle]
      if (!price) return []
      const query = { cycle: cycle === 'monthly' ? undefined : cycle }
      return {
        '@type': 'Offer',
        name: cycles[cycle].name,
        ...amountOf(price),
        priceSpecification: {
          '@type': 'UnitPriceSpecification',
          ...amountOf(price),
          // Once for so many months, and again after each of them.
          referenceQuantity: { '@type': 'QuantitativeValue', value: monthsOf(cycle), unitCode: 'MON' },
        },
        availability: 'https://schema.org/InStock',
        url: `${env().PANEL_URL}${shopPath(view, path, query)}`,
      }
    }),
  }))
  // `<` could end the block early.
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': products }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json">{json}</script>
}

function amountOf(price: Money) {
  return { price: amountText(price), priceCurrency: price.currency.toUpperCase() }
}
