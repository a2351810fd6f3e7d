import type { Metadata } from 'next'
import { FilledText } from '@/components/filled-text'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { PageQuery } from '@/lib/web/page-query'
import { requestLanguage } from '@/lib/web/request-language'
import { ForgotPasswordForm } from './forgot-password-form'

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await requestLanguage()
  return { title: words.account.forgotPassword.title }
}

export default async function ForgotPasswordPage({ searchParams }: PageQuery) {
  const { sent } = await searchParams
  const { words, path } = await requestLanguage()
  const { title, intro, form, back, sent: sentWords } = words.account.forgotPassword
  return (
    <div className="space-y-8">
      <PageHeader title={title} intro={intro} />
      {sent === undefined ? (
        <ForgotPasswordForm words={form} />
      ) : (
        <Notice tone="good" role="status" title={sentWords.title}>
          <FilledText
            text={sentWords.text}
            slots={{
              again: (
                <a href={path('/forgot-password')} className="text-link">
                  {sentWords.again}
                </a>
              ),
            }}
          />
        </Notice>
      )}
      <p>
        <a href={path('/sign-in')} className="text-link inline-flex min-h-11 items-center">
          {back}
        </a>
      </p>
    </div>
  )
}
