import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { PageQuery } from '@/lib/web/page-query'
import { safePath } from '@/lib/web/safe-path'
import { currentUser, homeOf } from '@/lib/web/session'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageQuery) {
  const user = await currentUser()
  if (user) redirect(homeOf(user))
  const { next, changed } = await searchParams
  return (
    <div className="space-y-8">
      <PageHeader title="Sign in" />
      {changed !== undefined && (
        <Notice tone="good" title="Your password is changed">
          You can sign in with it now.
        </Notice>
      )}
      <SignInForm next={safePath(next)} />
      <p>
        <a href="/forgot-password" className="text-link inline-flex min-h-11 items-center">
          Forgot your password?
        </a>
      </p>
    </div>
  )
}
