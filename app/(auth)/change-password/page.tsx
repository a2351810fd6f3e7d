import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NewPasswordForm } from '@/app/(auth)/new-password-form'
import { PageHeader } from '@/components/ui/page-header'
import { requestLanguage } from '@/lib/web/request-language'
import { homeOf, requireUser } from '@/lib/web/session'
import { changePasswordAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await requestLanguage()
  return { title: words.account.changePassword.title }
}

export default async function ChangePasswordPage() {
  const user = await requireUser({ allowPasswordChange: true })
  if (!user.mustChangePassword) redirect(await homeOf(user))
  const { changePassword, newPassword, passwordSwitch } = (await requestLanguage()).words.account
  return (
    <div className="space-y-8">
      <PageHeader title={changePassword.title} intro={changePassword.intro} />
      <NewPasswordForm action={changePasswordAction} words={{ newPassword, passwordSwitch }} email={user.email} />
    </div>
  )
}
