import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { defaultCurrency } from '@/lib/catalog/currency'
import { listPlans } from '@/lib/catalog/list-plans'
import { env } from '@/lib/env'
import { shopPath } from '@/lib/storefront/shop-path'
import { productFamilies } from '@/lib/storefront/static-page'
import { type Locale, locales } from '@/lib/words/locale'

/** The pages of the shop in each language, with the families that are for sale. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  const plans = await listPlans(defaultCurrency)
  const families = productFamilies.filter((family) => plans.some(({ type }) => type === family))
  const paths = ['/', ...families.map((family) => `/${family}`), '/contact', '/terms', '/privacy']
  return paths.flatMap((path) => {
    const addressIn = (locale: Locale) => `${env().PANEL_URL}${shopPath({ locale, currency: defaultCurrency }, path)}`
    const languages = Object.fromEntries(locales.map((locale) => [locale, addressIn(locale)]))
    return locales.map((locale) => ({ url: addressIn(locale), alternates: { languages } }))
  })
}
