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

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestLanguage()).words.address.title }
}

/** Who someone is for us, and how they sign in. */
export default async function AccountPage({ searchParams }: PageQuery) {
  const user = await requireUser({ returnTo: '/panel/account' })
  const { sent } = await searchParams
  const { words: all, path } = await requestLanguage()
  const words = all.address
  return (
    <div className="max-w-prose space-y-8">
      <PageHeader title={words.title} />
      {sent !== undefined && (
        <Notice tone="good" role="status" title={words.sent.title}>
          {words.sent.text}
        </Notice>
      )}
      <Card>
        <Facts>
          <Fact term={words.name}>{user.name}</Fact>
          <Fact term={words.email}>{user.email}</Fact>
        </Facts>
      </Card>
      <Card className="space-y-6">
        <div className="space-y-2">
          <h2 className="text-xl">{words.change.heading}</h2>
          <p className="text-muted">{words.change.text}</p>
        </div>
        <EmailForm words={words.change} passwordSwitch={all.account.passwordSwitch} />
      </Card>
      <Card className="space-y-4">
        <h2 className="text-xl">{words.password.heading}</h2>
        <p className="text-muted">{words.password.text}</p>
        <ButtonLink href={path('/forgot-password')} variant="secondary">
          {words.password.link}
        </ButtonLink>
      </Card>
    </div>
  )
}
