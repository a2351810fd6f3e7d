import { type BillingCycle, billingCycles, isBillingCycle } from '@/lib/catalog/billing-cycle'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import type { Plan } from '@/lib/catalog/list-plans'
import { isLocale, type Locale } from '@/lib/words/locale'
import type { ShopView } from './shop-path'

export const productFamilies = ['hosting', 'wordpress', 'email', 'vps'] as const satisfies Plan['type'][]

export type ProductFamily = (typeof productFamilies)[number]

/** Those with a picture of their own for shared links; any other page has the shop's. */
export const socialPages = ['shop', ...productFamilies] as const

/** The address of the picture that a shared link to a page shows. */
export function socialImagePath(locale: Locale, page: string): string {
  return `/social/${locale}/${socialPages.find((each) => `/${each}` === page) ?? socialPages[0]}`
}

/** A static page of the shop as somebody chose to see it. */
export type StaticView = ShopView & { cycle: BillingCycle }

/** The pages that show prices by billing cycle, and those that do not. */
const pricePages = ['/', ...productFamilies.map((family) => `/${family}`)]
const textPages = ['/contact', '/privacy', '/terms']

/**
 * Where Next finds the static page that an address of the shop means. It is made once for each choice, so the choice is in
 * its path; what is odd in the query means the default.
 * @param page the address's path without its language
 * @returns null for what is no static page
 */
export function staticPagePath(locale: Locale, page: string, query: URLSearchParams): string | null {
  const hasPrices = pricePages.includes(page)
  if (!hasPrices && !textPages.includes(page)) return null
  const currency = query.get('currency')
  const cycle = query.get('cycle') ?? ''
  const parts = [
    locale,
    isCurrency(currency) ? currency : defaultCurrency,
    hasPrices && isBillingCycle(cycle) ? cycle : billingCycles[0],
  ]
  return `${staticPrefix}/${parts.join('/')}${page === '/' ? '' : page}`
}

/** What is shown instead of a page that is made at each request, while the database is away. */
export function unavailablePath(locale: Locale): string {
  return `${staticPrefix}/${locale}/${defaultCurrency}/${billingCycles[0]}/unavailable`
}

/** Nobody types it: proxy.ts leads there. */
export const staticPrefix = '/static-shop'

export type StaticParams = { params: Promise<{ locale: string; currency: string; cycle: string }> }

/** The choice in a static page's path. */
export async function readStaticView({ params }: StaticParams): Promise<StaticView> {
  const { locale, currency, cycle } = await params
  if (isLocale(locale) && isCurrency(currency) && isBillingCycle(cycle)) return { locale, currency, cycle }
  throw new Error(`proxy.ts leads to no page of ${locale}, ${currency}, ${cycle}`)
}
