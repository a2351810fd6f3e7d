import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type NewSignInProps = {
  locale: Locale
  name: string
  /** ISO 8601 */
  at: string
  /** Null where the browser does not say. */
  browser: string | null
  system: string | null
  address: string
  passwordUrl: string
}

/** Someone signed in from a browser that had not been seen with the account. */
export default function NewSignIn({ locale, name, at, browser, system, address, passwordUrl }: NewSignInProps) {
  const { words: all, minute } = languageOf(locale)
  const words = all.account['new-sign-in']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader}>
      <Paragraph>{all.frame.hello(name)}</Paragraph>
      <Paragraph>{words.seen}</Paragraph>
      <Facts
        facts={[
          { label: words.when, value: minute(at) },
          { label: words.browser, value: words.browserOf(browser, system) },
          { label: words.address, value: address },
        ]}
      />
      <Paragraph>{words.you}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
      <Action href={passwordUrl}>{words.action}</Action>
    </Layout>
  )
}

NewSignIn.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  at: '2027-11-23T09:30:00.000Z',
  browser: 'Firefox',
  system: 'Linux',
  address: '192.0.2.17',
  passwordUrl: 'https://my.migrahosting.com/forgot-password',
} satisfies NewSignInProps
