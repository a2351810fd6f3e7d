import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Document } from '@/components/document'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { SiteHeader } from '@/components/ui/site-header'
import { defaultCurrency } from '@/lib/catalog/currency'
import { shopPath } from '@/lib/storefront/shop-path'
import { requestLocale } from '@/lib/web/request-locale'
import { localPath } from '@/lib/words/local-path'
import { wordsOf } from '@/lib/words/words-of'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsOf(await requestLocale()).frame.missing.title }
}

/** Made at each request, as its security policy is. */
export default async function NotFound() {
  await connection()
  const locale = await requestLocale()
  const { frame } = wordsOf(locale)
  const home = shopPath({ locale, currency: defaultCurrency }, '/')
  return (
    <Document locale={locale} skip={frame.skip}>
      <SiteHeader homeHref={home} home={frame.home} />
      <main id="main" tabIndex={-1} className="page-column flex-1 py-16">
        <PageHeader title={frame.missing.title} intro={frame.missing.text} />
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href={`${home}#plans`}>{frame.missing.plans}</ButtonLink>
          <ButtonLink href={localPath(locale, '/sign-in')} variant="secondary">
            {frame.signIn}
          </ButtonLink>
        </div>
      </main>
    </Document>
  )
}
