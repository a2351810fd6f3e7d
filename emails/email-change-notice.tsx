import { brand } from '@/lib/brand'
import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type EmailChangeNoticeProps = { locale: Locale; name: string; toEmail: string; passwordUrl: string }

/** To the address that an account is about to leave: in time for its owner to stop it. */
export default function EmailChangeNotice({ locale, name, toEmail, passwordUrl }: EmailChangeNoticeProps) {
  const { frame, account } = languageOf(locale).words
  const words = account['email-change-notice']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.asked(brand.name, toEmail)}</Paragraph>
      <Paragraph>{words.you}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
      <Action href={passwordUrl}>{words.action}</Action>
    </Layout>
  )
}

EmailChangeNotice.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  toEmail: 'maria@new.example',
  passwordUrl: 'https://my.migrahosting.com/forgot-password',
} satisfies EmailChangeNoticeProps
