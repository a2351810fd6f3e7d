import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { PageQuery } from '@/lib/web/page-query'
import { requestLanguage } from '@/lib/web/request-language'
import { safePath } from '@/lib/web/safe-path'
import { currentUser, homeOf } from '@/lib/web/session'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await requestLanguage()
  return { title: words.account.signIn.title }
}

export default async function SignInPage({ searchParams }: PageQuery) {
  const user = await currentUser()
  if (user) redirect(await homeOf(user))
  const { next, changed } = await searchParams
  const { words, path } = await requestLanguage()
  const { account } = words
  const { title, forgot, changed: changedWords } = account.signIn
  return (
    <div className="space-y-8">
      <PageHeader title={title} />
      {changed !== undefined && (
        <Notice tone="good" title={changedWords.title}>
          {changedWords.text}
        </Notice>
      )}
      <SignInForm words={account.signIn.form} passwordSwitch={account.passwordSwitch} next={safePath(next)} />
      <p>
        <a href={path('/forgot-password')} className="text-link inline-flex min-h-11 items-center">
          {forgot}
        </a>
      </p>
    </div>
  )
}
