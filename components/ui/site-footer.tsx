import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { locales, nameOf } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'
import { SiteLink } from './site-header'

type SiteFooterProps = {
  view: ShopView
  /** The page of the shop on which it stands, for the same one in another language. */
  page?: { path: string; query?: Record<string, string | undefined> }
  /** In place of the links to other languages. */
  children?: ReactNode
}

/** The bottom of the public pages. */
export function SiteFooter({ view, page, children }: SiteFooterProps) {
  const words = wordsOf(view.locale).frame
  const links: [name: string, path: string][] = [
    [words.contact, '/contact'],
    [words.status, '/status'],
    [words.terms, '/terms'],
    [words.privacy, '/privacy'],
  ]
  return (
    <footer className="border-t border-line">
      <div className="page-column flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6">
        <p className="text-sm text-muted">{brand.name}</p>
        <nav aria-label={words.footerMenu} className="flex flex-wrap gap-x-6">
          {links.map(([name, path]) => (
            <SiteLink key={path} href={shopPath(view, path)}>
              {name}
            </SiteLink>
          ))}
        </nav>
        {page && (
          <nav aria-label={words.languages} className="flex flex-wrap gap-x-6">
            {locales.map((locale) => (
              <SiteLink
                key={locale}
                href={shopPath({ ...view, locale }, page.path, page.query)}
                hrefLang={locale}
                lang={locale}
                aria-current={locale === view.locale ? 'true' : undefined}
                data-keeps-cycle={page.query && 'cycle' in page.query ? '' : undefined}
              >
                {nameOf[locale]}
              </SiteLink>
            ))}
          </nav>
        )}
        {children}
      </div>
    </footer>
  )
}
