'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { SiteLink } from '@/components/ui/site-header'
import { localPath, splitPath } from '@/lib/words/local-path'
import { type Locale, locales, nameOf } from '@/lib/words/locale'

/** The page that is open, in each language. In a browser, as a layout does not learn on which page it stands. */
export function LanguageLinks({ current, name }: { current: Locale; name: string }) {
  const query = useSearchParams().toString()
  const { page } = splitPath(usePathname())
  return (
    <nav aria-label={name} className="flex flex-wrap gap-x-6">
      {locales.map((locale) => (
        <SiteLink
          key={locale}
          href={localPath(locale, page) + (query && `?${query}`)}
          hrefLang={locale}
          lang={locale}
          aria-current={locale === current ? 'true' : undefined}
        >
          {nameOf[locale]}
        </SiteLink>
      ))}
    </nav>
  )
}
