import type { Metadata } from 'next'
import { brand } from '@/lib/brand'
import { defaultCurrency } from '@/lib/catalog/currency'
import { env } from '@/lib/env'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { socialImagePath } from '@/lib/storefront/static-page'
import { defaultLocale, formatOf, type Locale, locales } from '@/lib/words/locale'

/**
 * What search engines and shared links say of a page of the shop. Its views by currency and billing cycle are one page to
 * them, its languages are several.
 * @param path the page's own, without its language
 */
export function shopMetadata(
  { locale }: ShopView,
  path: string,
  { title, description = brand.tagline[locale] }: { title: string; description?: string },
): Metadata {
  const addressIn = (each: Locale) => shopPath({ locale: each, currency: defaultCurrency }, path)
  const languages = Object.fromEntries(locales.map((each) => [each, addressIn(each)]))
  const image = { url: socialImagePath(locale, path), width: 1200, height: 630, alt: `${brand.name}: ${description}` }
  return {
    metadataBase: new URL(env().PANEL_URL),
    title,
    description,
    alternates: { canonical: addressIn(locale), languages: { ...languages, 'x-default': addressIn(defaultLocale) } },
    openGraph: {
      type: 'website',
      siteName: brand.name,
      title,
      description,
      url: addressIn(locale),
      // As `es_ES`: a language alone is none to those who read it (https://ogp.me/#optional).
      locale: formatOf[locale].replace('-', '_'),
      images: [image],
    },
    twitter: { card: 'summary_large_image', images: [image] },
  }
}
