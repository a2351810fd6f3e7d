import type { Metadata } from 'next'
import { ActionForm } from '@/components/account/action-form'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { findEmailChange } from '@/lib/accounts/confirm-email-change'
import type { PageQuery } from '@/lib/web/page-query'
import { requestLanguage } from '@/lib/web/request-language'
import { confirmEmailAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const { title } = (await requestLanguage()).words.address.confirm
  // The address holds the token.
  return { title, referrer: 'no-referrer', robots: { index: false } }
}

/** A button, as programs that look into mails follow their links. */
export default async function ConfirmEmailPage({ searchParams }: PageQuery) {
  const { token, done } = await searchParams
  const words = (await requestLanguage()).words.address.confirm
  if (done !== undefined) return <Ended {...words.done} open={words.open} />
  const change = typeof token === 'string' ? await findEmailChange(token) : null
  if (typeof token !== 'string' || !change) return <Ended {...words.dead} open={words.open} />
  return (
    <div className="space-y-8">
      <PageHeader title={words.title} intro={words.intro(change.fromEmail, change.toEmail)} />
      <ActionForm
        action={confirmEmailAction}
        about={{ token }}
        submit={{ label: words.submit, pending: words.pending }}
        refusalTitle={words.refused}
      />
    </div>
  )
}

async function Ended({ title, text, open }: { title: string; text: string; open: string }) {
  const { path } = await requestLanguage()
  return (
    <div className="space-y-8">
      <PageHeader title={title} intro={text} />
      <ButtonLink href={path('/panel/account')}>{open}</ButtonLink>
    </div>
  )
}
