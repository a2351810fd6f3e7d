'use client'

import { Document } from '@/components/document'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { SiteHeader } from '@/components/ui/site-header'

/** What a visitor sees when a page could not be made. The reason is in the server's log, not here. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Document locale="en" skip="Skip to the content">
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page-column flex-1 py-16">
        <PageHeader
          title="Something went wrong on our side"
          intro="This page could not be shown. What you have ordered or paid is safe with us. Please try again in a moment."
        />
        <div className="mt-8">
          <Button onClick={retry}>Try again</Button>
        </div>
        {error.digest && (
          <p className="mt-8 text-sm text-muted">If you write to us, quote the number {error.digest}.</p>
        )}
      </main>
    </Document>
  )
}
