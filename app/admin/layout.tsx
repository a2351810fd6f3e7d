import type { ReactNode } from 'react'
import { AccountHeader } from '@/components/account/account-header'
import { RequestDocument } from '@/components/request-document'
import { currentUser } from '@/lib/web/session'
import { StaffNav } from './staff-nav'

/** The frame of the staff's pages. It guards nothing: every page calls requireStaff itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await currentUser()
  const isStaff = user?.role === 'staff'
  return (
    <RequestDocument>
      {user && <AccountHeader name={user.name} homeHref={isStaff ? '/admin' : '/panel'} />}
      {isStaff && <StaffNav />}
      <main id="main" tabIndex={-1} className="page-column flex-1 py-8 sm:py-12">
        {children}
      </main>
    </RequestDocument>
  )
}
