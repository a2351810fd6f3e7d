import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { SiteHeader } from '@/components/ui/site-header'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <>
      <SiteHeader />
      <main id="main" tabIndex={-1} className="page-column flex-1 py-16">
        <PageHeader title="There is no page here" intro="The address may be mistyped, or the page has moved." />
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="/">See the plans</ButtonLink>
          <ButtonLink href="/sign-in" variant="secondary">
            Sign in
          </ButtonLink>
        </div>
      </main>
    </>
  )
}
