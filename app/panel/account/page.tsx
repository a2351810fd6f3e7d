import type { Metadata } from 'next'
import { Fact, Facts } from '@/components/account/facts'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { PageQuery } from '@/lib/web/page-query'
import { requestLanguage } from '@/lib/web/request-language'
import { requireUser } from '@/lib/web/session'
import { EmailForm } from './email-form'

export const metadata: Metadata = { title: 'Your account' }

/** Who someone is for us, and how they sign in. */
export default async function AccountPage({ searchParams }: PageQuery) {
  const user = await requireUser({ returnTo: '/panel/account' })
  const { sent } = await searchParams
  const { words } = await requestLanguage()
  return (
    <div className="max-w-prose space-y-8">
      <PageHeader title="Your account" />
      {sent !== undefined && (
        <Notice tone="good" role="status" title="Look into your new inbox">
          If no other account uses that address, a mail with a link is on its way to it. Your address changes when you
          use the link, which works once and for 24 hours. Nothing there after a few minutes? Look into the spam folder.
        </Notice>
      )}
      <Card>
        <Facts>
          <Fact term="Name">{user.name}</Fact>
          <Fact term="E-mail">{user.email}</Fact>
        </Facts>
      </Card>
      <Card className="space-y-6">
        <div className="space-y-2">
          <h2 className="text-xl">Change your e-mail address</h2>
          <p className="text-muted">
            You sign in with it, and our mails go there. We send a link to the new address, and a word to the old one.
          </p>
        </div>
        <EmailForm passwordSwitch={words.account.passwordSwitch} />
      </Card>
      <Card className="space-y-4">
        <h2 className="text-xl">Change your password</h2>
        <p className="text-muted">
          We send you a link with which you choose a new one. Every browser that is signed in is signed out by it.
        </p>
        <ButtonLink href="/forgot-password" variant="secondary">
          Get a link
        </ButtonLink>
      </Card>
    </div>
  )
}
