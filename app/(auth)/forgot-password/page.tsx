import type { Metadata } from 'next'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { PageQuery } from '@/lib/web/page-query'
import { ForgotPasswordForm } from './forgot-password-form'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default async function ForgotPasswordPage({ searchParams }: PageQuery) {
  const { sent } = await searchParams
  return (
    <div className="space-y-8">
      <PageHeader
        title="Forgot your password?"
        intro="Tell us the e-mail address of your account. We send you a link with which you choose a new password."
      />
      {sent === undefined ? (
        <ForgotPasswordForm />
      ) : (
        <Notice tone="good" role="status" title="Look into your inbox">
          If that address has an account, a mail with a link is on its way. The link works once and for one hour.
          Nothing there after a few minutes? Look into the spam folder, or{' '}
          <a href="/forgot-password" className="text-link">
            try again
          </a>
          .
        </Notice>
      )}
      <p>
        <a href="/sign-in" className="text-link inline-flex min-h-11 items-center">
          Back to signing in
        </a>
      </p>
    </div>
  )
}
