import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { env } from '@/lib/env'
import { defaultLocale, locales } from '@/lib/words/locale'

/** Needs the address of this installation, which only a running server knows. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  const roots = locales.map((locale) => (locale === defaultLocale ? '' : `/${locale}`))
  return {
    rules: { userAgent: '*', disallow: ['/api/', ...roots.flatMap((root) => [`${root}/admin`, `${root}/panel`])] },
    sitemap: `${env().PANEL_URL}/sitemap.xml`,
  }
}
