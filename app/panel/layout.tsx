import type { ReactNode } from 'react'
import { AccountFooter } from '@/components/account/account-footer'
import { AccountHeader } from '@/components/account/account-header'
import { RequestDocument } from '@/components/request-document'
import { currentUser } from '@/lib/web/session'

/** The frame of a customer's pages. It guards nothing: every page calls requireUser itself. */
export default async function PanelLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  return (
    <RequestDocument>
      {user && <AccountHeader name={user.name} homeHref="/panel" accountHref="/panel/account" />}
      <main id="main" tabIndex={-1} className="page-column flex-1 py-10 sm:py-14">
        {children}
      </main>
      <AccountFooter />
    </RequestDocument>
  )
}
