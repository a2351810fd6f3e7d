import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import type { ShopView } from '@/lib/storefront/shop-path'
import type { PageQuery } from './page-query'
import { requestLocale } from './request-locale'

/** What the address of a page that is made at each request says of the visitor's choice. */
export async function requestView({ searchParams }: PageQuery): Promise<ShopView> {
  const { currency } = await searchParams
  return { locale: await requestLocale(), currency: isCurrency(currency) ? currency : defaultCurrency }
}
