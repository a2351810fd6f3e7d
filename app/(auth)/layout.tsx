import type { ReactNode } from 'react'
import { AccountHeader } from '@/components/account/account-header'
import { RequestDocument } from '@/components/request-document'
import { SiteFooter } from '@/components/ui/site-footer'
import { SiteHeader, SiteLink } from '@/components/ui/site-header'
import { currentUser } from '@/lib/web/session'

/** The pages around a password: one narrow column. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  return (
    <RequestDocument>
      {user ? (
        <AccountHeader name={user.name} homeHref="/" />
      ) : (
        <SiteHeader>
          <SiteLink href="/#plans">Plans</SiteLink>
        </SiteHeader>
      )}
      <main id="main" tabIndex={-1} className="page-column flex-1 py-12 sm:py-16">
        <div className="mx-auto max-w-md">{children}</div>
      </main>
      <SiteFooter />
    </RequestDocument>
  )
}
