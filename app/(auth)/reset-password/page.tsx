import type { Metadata } from 'next'
import { NewPasswordForm } from '@/app/(auth)/new-password-form'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { findResetToken } from '@/lib/accounts/reset-password'
import type { PageQuery } from '@/lib/web/page-query'
import { requestLanguage } from '@/lib/web/request-language'
import { resetPasswordAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await requestLanguage()
  return {
    title: words.account.resetPassword.title,
    // The address holds the token.
    referrer: 'no-referrer',
    robots: { index: false },
  }
}

export default async function ResetPasswordPage({ searchParams }: PageQuery) {
  const { token } = await searchParams
  const holder = typeof token === 'string' ? await findResetToken(token) : null
  if (typeof token !== 'string' || !holder) return <DeadLink />
  const { resetPassword, newPassword, passwordSwitch } = (await requestLanguage()).words.account
  return (
    <div className="space-y-8">
      <PageHeader title={resetPassword.title} intro={resetPassword.intro(holder.email)} />
      <NewPasswordForm
        action={resetPasswordAction}
        words={{ newPassword, passwordSwitch }}
        email={holder.email}
        token={token}
      />
    </div>
  )
}

async function DeadLink() {
  const { words, path } = await requestLanguage()
  const { title, text, again } = words.account.resetPassword.dead
  return (
    <div className="space-y-8">
      <PageHeader title={title} intro={text} />
      <ButtonLink href={path('/forgot-password')}>{again}</ButtonLink>
    </div>
  )
}
