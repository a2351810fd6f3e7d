import type { ReactNode } from 'react'
import { AccountHeader } from '@/components/account/account-header'
import { currentUser } from '@/lib/web/session'

/** The frame of the staff's pages. It guards nothing: every page calls requireStaff itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  return (
    <>
      {user && <AccountHeader name={user.name} homeHref={user.role === 'staff' ? '/admin' : '/panel'} />}
      <main id="main" tabIndex={-1} className="page-column flex-1 py-10 sm:py-14">
        {children}
      </main>
    </>
  )
}
