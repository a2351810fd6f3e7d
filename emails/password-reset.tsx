import { brand } from '@/lib/brand'
import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type PasswordResetProps = { locale: Locale; name: string; resetUrl: string }

/** The way back in for someone who forgot the password. */
export default function PasswordReset({ locale, name, resetUrl }: PasswordResetProps) {
  const { frame, account } = languageOf(locale).words
  const words = account['password-reset']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.asked(brand.name)}</Paragraph>
      <Action href={resetUrl}>{words.action}</Action>
      <Paragraph>{words.once}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
    </Layout>
  )
}

PasswordReset.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  resetUrl: 'https://my.migrahosting.com/reset-password?token=hYw3mX0VvQk2c9oT1bJ8dLr5sPf7uEa4nGz6iKqWxRM',
} satisfies PasswordResetProps
