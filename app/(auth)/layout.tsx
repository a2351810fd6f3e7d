import type { ReactNode } from 'react'
import { AccountFooter } from '@/components/account/account-footer'
import { AccountHeader } from '@/components/account/account-header'
import { RequestDocument } from '@/components/request-document'
import { SiteHeader, SiteLink } from '@/components/ui/site-header'
import { requestLanguage } from '@/lib/web/request-language'
import { currentUser } from '@/lib/web/session'

/** The pages around a password: one narrow column. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  const { words, path } = await requestLanguage()
  const home = path('/')
  return (
    <RequestDocument>
      {user ? (
        <AccountHeader name={user.name} homeHref="/" />
      ) : (
        <SiteHeader homeHref={home} home={words.frame.home}>
          <SiteLink href={`${home}#plans`}>{words.frame.plans}</SiteLink>
        </SiteHeader>
      )}
      <main id="main" tabIndex={-1} className="page-column flex-1 py-12 sm:py-16">
        <div className="mx-auto max-w-md">{children}</div>
      </main>
      <AccountFooter />
    </RequestDocument>
  )
}
