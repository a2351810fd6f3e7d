import { brand } from '@/lib/brand'
import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type EmailVerificationProps = { locale: Locale; name: string; toEmail: string; confirmUrl: string }

/** To the new address of an account: to show that it reaches its owner. */
export default function EmailVerification({ locale, name, toEmail, confirmUrl }: EmailVerificationProps) {
  const { frame, account } = languageOf(locale).words
  const words = account['email-verification']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.asked(brand.name, toEmail)}</Paragraph>
      <Action href={confirmUrl}>{words.action}</Action>
      <Paragraph>{words.once}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
    </Layout>
  )
}

EmailVerification.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  toEmail: 'maria@new.example',
  confirmUrl: 'https://my.migrahosting.com/confirm-email?token=hYw3mX0VvQk2c9oT1bJ8dLr5sPf7uEa4nGz6iKqWxRM',
} satisfies EmailVerificationProps
