import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { OrderFacts, type OrderFactsProps, sampleOrder } from './_components/order-facts'
import { monospace } from './_components/palette'
import { Paragraph, Subheading, TextLink } from './_components/prose'

type WelcomeProps = OrderFactsProps & {
  locale: Locale
  name: string
  email: string
  /** Null when the customer has chosen a password already. */
  temporaryPassword: string | null
  signInUrl: string
  dashboardUrl: string
}

/** For a new account: the site, how to sign in, and what to do first. */
export default function Welcome(props: WelcomeProps) {
  const { locale, planName, email, temporaryPassword, signInUrl, dashboardUrl } = props
  const { frame, orders } = languageOf(locale).words
  const words = orders.welcome
  return (
    <Layout locale={locale} department="sales" title={words.title} preheader={words.preheader(planName)}>
      <Paragraph>{frame.hello(props.name)}</Paragraph>
      <Paragraph>{words.thanks(planName)}</Paragraph>
      <OrderFacts {...props} />
      <Subheading>{words.signIn}</Subheading>
      {temporaryPassword ? (
        <TemporaryPassword locale={locale} email={email} password={temporaryPassword} />
      ) : (
        <Paragraph>{words.ownPassword(email)}</Paragraph>
      )}
      <Action href={signInUrl}>{frame.actions.signIn}</Action>
      <Subheading>{words.first}</Subheading>
      <Paragraph>{words.openSite}</Paragraph>
      <Paragraph>{temporaryPassword ? words.choosePassword : words.justSignIn}</Paragraph>
      <Paragraph>
        {words.dashboard}
        <TextLink href={dashboardUrl}>{dashboardUrl}</TextLink>
      </Paragraph>
      <Paragraph>{words.renewal}</Paragraph>
      <Paragraph>{words.safety}</Paragraph>
    </Layout>
  )
}

function TemporaryPassword({ locale, email, password }: { locale: Locale; email: string; password: string }) {
  const { frame, orders } = languageOf(locale).words
  return (
    <>
      <Facts
        facts={[
          { label: frame.labels.email, value: email },
          {
            label: orders.welcome.temporaryPassword,
            value: <span style={{ fontFamily: monospace }}>{password}</span>,
          },
        ]}
      />
      <Paragraph>{orders.welcome.firstTime}</Paragraph>
    </>
  )
}

Welcome.PreviewProps = {
  ...sampleOrder,
  locale: 'en',
  name: 'Maria Santos',
  email: 'maria@example.com',
  temporaryPassword: 'h7#Kq=mT2w?Zr9Ab',
  signInUrl: 'https://my.migrahosting.com/sign-in',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies WelcomeProps
