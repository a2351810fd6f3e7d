import type { Metadata } from 'next'
import { ActionForm } from '@/components/account/action-form'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { findEmailChange } from '@/lib/accounts/confirm-email-change'
import type { PageQuery } from '@/lib/web/page-query'
import { confirmEmailAction } from './actions'

export const metadata: Metadata = {
  title: 'Confirm your e-mail address',
  // The address holds the token.
  referrer: 'no-referrer',
  robots: { index: false },
}

/** A button, as programs that look into mails follow their links. */
export default async function ConfirmEmailPage({ searchParams }: PageQuery) {
  const { token, done } = await searchParams
  if (done !== undefined) return <Done />
  const change = typeof token === 'string' ? await findEmailChange(token) : null
  if (typeof token !== 'string' || !change) return <DeadLink />
  return (
    <div className="space-y-8">
      <PageHeader
        title="Confirm your e-mail address"
        intro={`Your account changes from ${change.fromEmail} to ${change.toEmail}. Your password stays the same.`}
      />
      <ActionForm
        action={confirmEmailAction}
        about={{ token }}
        submit={{ label: 'Confirm this address', pending: 'Confirming…' }}
        refusalTitle="Your address is not changed"
      />
    </div>
  )
}

function Done() {
  return (
    <div className="space-y-8">
      <PageHeader
        title="Your address is changed"
        intro="You sign in with it from now on, and our mails go there. Your password is the same as before."
      />
      <ButtonLink href="/panel/account">Open your account</ButtonLink>
    </div>
  )
}

function DeadLink() {
  return (
    <div className="space-y-8">
      <PageHeader
        title="This link no longer works"
        intro="It has been used already, is older than 24 hours, or a newer one was sent. Ask for a new one in your account; your address is as it was."
      />
      <ButtonLink href="/panel/account">Open your account</ButtonLink>
    </div>
  )
}
