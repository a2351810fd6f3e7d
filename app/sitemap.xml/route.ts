import { connection } from 'next/server'
import { defaultCurrency } from '@/lib/catalog/currency'
import { env } from '@/lib/env'
import { readShelf } from '@/lib/storefront/read-shelf'
import { shopPath } from '@/lib/storefront/shop-path'
import { productFamilies } from '@/lib/storefront/static-page'
import { type Locale, locales } from '@/lib/words/locale'

/**
 * The pages of the shop in each language, with the families that are for sale (https://www.sitemaps.org/protocol.html).
 * A route and not Next's `sitemap.ts`, which cannot say that it has to be asked for again later.
 */
export async function GET(): Promise<Response> {
  await connection()
  const shelf = await readShelf(defaultCurrency)
  if (!shelf) return new Response(null, { status: 503, headers: { 'Retry-After': '60' } })
  const families = productFamilies.filter((family) => shelf.some(({ type }) => type === family))
  const paths = ['/', ...families.map((family) => `/${family}`), '/contact', '/terms', '/privacy']
  const entries = paths.flatMap((path) => locales.map((locale) => entryOf(path, locale)))
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml' } })
}

function entryOf(path: string, locale: Locale): string {
  const links = locales.map(
    (each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${addressOf(path, each)}"/>`,
  )
  return `<url><loc>${addressOf(path, locale)}</loc>${links.join('')}</url>`
}

/** Nothing in it means anything to XML: an address of ours has no query here. */
function addressOf(path: string, locale: Locale): string {
  return `${env().PANEL_URL}${shopPath({ locale, currency: defaultCurrency }, path)}`
}
