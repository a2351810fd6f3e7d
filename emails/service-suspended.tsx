import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type ServiceSuspendedProps = ServiceProps & { amount: Money | null; payUrl: string }

/** The site went offline because its renewal was not paid. */
export default function ServiceSuspended(props: ServiceSuspendedProps) {
  const { locale, name, planName, payUrl } = props
  const { words: all, money } = languageOf(locale)
  const { labels, actions, hello } = all.frame
  const words = all.payments['service-suspended']
  const amount = props.amount && money(props.amount)
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader}>
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.reason(planName)}</Paragraph>
      <Facts facts={[...serviceFacts(props), ...(amount ? [{ label: labels.toPay, value: amount }] : [])]} />
      <Action href={payUrl}>{actions.pay(amount)}</Action>
      <Paragraph>{words.ways}</Paragraph>
    </Layout>
  )
}

ServiceSuspended.PreviewProps = {
  ...sampleService,
  amount: { amountMinor: 799, currency: 'usd' },
  payUrl: 'https://invoice.stripe.com/i/acct_1/test_1',
} satisfies ServiceSuspendedProps
