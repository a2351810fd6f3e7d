import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { OrderFacts, type OrderFactsProps, sampleOrder } from './_components/order-facts'
import { monospace } from './_components/palette'
import { Paragraph, Subheading, TextLink } from './_components/prose'

type WelcomeProps = OrderFactsProps & {
  name: string
  email: string
  /** Null when the customer has chosen a password already. */
  temporaryPassword: string | null
  signInUrl: string
  dashboardUrl: string
}

/** For a new account: the site, how to sign in, and what to do first. */
export default function Welcome(props: WelcomeProps) {
  return (
    <Layout
      department="sales"
      title="Your site is live"
      preheader={`${props.planName} is paid and running. Here is how to sign in.`}
    >
      <Paragraph>Hello {props.name},</Paragraph>
      <Paragraph>
        Thank you. Your payment arrived and {props.planName} is running: your site already answers at the address below.
      </Paragraph>
      <OrderFacts {...props} />
      <Subheading>Sign in</Subheading>
      {props.temporaryPassword ? (
        <TemporaryPassword email={props.email} password={props.temporaryPassword} />
      ) : (
        <Paragraph>Your account is {props.email}. Sign in with the password that you chose.</Paragraph>
      )}
      <Action href={props.signInUrl}>Sign in</Action>
      <Subheading>What to do first</Subheading>
      <Paragraph>1. Open your site and see that it is there.</Paragraph>
      <Paragraph>
        {props.temporaryPassword ? '2. Sign in and choose a password that only you know.' : '2. Sign in.'}
      </Paragraph>
      <Paragraph>
        3. Look at your dashboard. It lists everything that you have with us:{' '}
        <TextLink href={props.dashboardUrl}>{props.dashboardUrl}</TextLink>
      </Paragraph>
      <Paragraph>
        The plan renews by itself with the card that you paid with. If you do not want that, cancel it in your
        dashboard: it then runs until the end of what is paid, and nothing more is charged.
      </Paragraph>
      <Paragraph>
        We will never ask you for your password, by mail or by phone. If you did not order this, reply to this mail and
        we will put it right.
      </Paragraph>
    </Layout>
  )
}

function TemporaryPassword({ email, password }: { email: string; password: string }) {
  return (
    <>
      <Facts
        facts={[
          { label: 'E-mail', value: email },
          { label: 'Temporary password', value: <span style={{ fontFamily: monospace }}>{password}</span> },
        ]}
      />
      <Paragraph>
        This password is only for the first time. When you sign in with it, we ask you to choose your own before
        anything else.
      </Paragraph>
    </>
  )
}

Welcome.PreviewProps = {
  ...sampleOrder,
  name: 'Maria Santos',
  email: 'maria@example.com',
  temporaryPassword: 'h7#Kq=mT2w?Zr9Ab',
  signInUrl: 'https://my.migrahosting.com/sign-in',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies WelcomeProps
