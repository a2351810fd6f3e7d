import type { ReactNode } from 'react'
import { SiteFooter } from '@/components/ui/site-footer'
import { SiteHeader, SiteLink } from '@/components/ui/site-header'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { localPath } from '@/lib/words/local-path'
import { wordsOf } from '@/lib/words/words-of'

type ShopFrameProps = {
  view: ShopView
  /** The page's own path without its language, and what else its address holds. */
  path: string
  query?: Record<string, string | undefined>
  children: ReactNode
}

/** What stands around each page of the shop. Every link in it keeps the visitor's language and currency. */
export function ShopFrame({ view, path, query, children }: ShopFrameProps) {
  const words = wordsOf(view.locale).frame
  const home = shopPath(view, '/')
  return (
    <>
      <SiteHeader homeHref={home} home={words.home}>
        <nav aria-label={words.mainMenu} className="flex flex-wrap gap-x-6">
          <SiteLink href={`${home}#plans`} className="max-sm:hidden">
            {words.plans}
          </SiteLink>
          <SiteLink href={`${home}#questions`} className="max-sm:hidden">
            {words.questions}
          </SiteLink>
          <SiteLink href={localPath(view.locale, '/sign-in')}>{words.signIn}</SiteLink>
        </nav>
      </SiteHeader>
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <SiteFooter view={view} page={{ path, query }} />
    </>
  )
}
