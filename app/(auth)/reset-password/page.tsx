import type { Metadata } from 'next'
import { NewPasswordForm } from '@/app/(auth)/new-password-form'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { findResetToken } from '@/lib/accounts/reset-password'
import type { PageQuery } from '@/lib/web/page-query'
import { resetPasswordAction } from './actions'

export const metadata: Metadata = {
  title: 'Choose a new password',
  // The address holds the token.
  referrer: 'no-referrer',
  robots: { index: false },
}

export default async function ResetPasswordPage({ searchParams }: PageQuery) {
  const { token } = await searchParams
  const holder = typeof token === 'string' ? await findResetToken(token) : null
  if (typeof token !== 'string' || !holder) return <DeadLink />
  return (
    <div className="space-y-8">
      <PageHeader
        title="Choose a new password"
        intro={`For the account ${holder.email}. Every browser that is signed in to it will be signed out.`}
      />
      <NewPasswordForm action={resetPasswordAction} email={holder.email} token={token} />
    </div>
  )
}

function DeadLink() {
  return (
    <div className="space-y-8">
      <PageHeader
        title="This link no longer works"
        intro="It has been used already, is older than one hour, or a newer one was sent. Ask for a new one; your password is unchanged."
      />
      <ButtonLink href="/forgot-password">Get a new link</ButtonLink>
    </div>
  )
}
