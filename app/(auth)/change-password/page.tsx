import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NewPasswordForm } from '@/app/(auth)/new-password-form'
import { PageHeader } from '@/components/ui/page-header'
import { homeOf, requireUser } from '@/lib/web/session'
import { changePasswordAction } from './actions'

export const metadata: Metadata = { title: 'Choose your password' }

export default async function ChangePasswordPage() {
  const user = await requireUser({ allowPasswordChange: true })
  if (!user.mustChangePassword) redirect(homeOf(user))
  return (
    <div className="space-y-8">
      <PageHeader
        title="Choose your password"
        intro="You signed in with a temporary password. Choose one that only you know; then your services open."
      />
      <NewPasswordForm action={changePasswordAction} email={user.email} />
    </div>
  )
}
