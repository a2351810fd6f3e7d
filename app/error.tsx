'use client'

import { usePathname } from 'next/navigation'
import { Document } from '@/components/document'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { SiteHeader } from '@/components/ui/site-header'
import { failureWords } from '@/lib/words/failure-words'
import { localPath, splitPath } from '@/lib/words/local-path'

/** What a visitor sees when a page could not be made. The reason is in the server's log, not here. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const { locale } = splitPath(usePathname())
  const words = failureWords[locale]
  return (
    <Document locale={locale} skip={words.skip}>
      <SiteHeader homeHref={localPath(locale, '/')} home={words.home} />
      <main id="main" tabIndex={-1} className="page-column flex-1 py-16">
        <PageHeader title={words.title} intro={words.text} />
        <div className="mt-8">
          <Button onClick={retry}>{words.again}</Button>
        </div>
        {error.digest && <p className="mt-8 text-sm text-muted">{words.quote(error.digest)}</p>}
      </main>
    </Document>
  )
}
