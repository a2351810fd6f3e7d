import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type PaymentFailedProps = ServiceProps & {
  amount: Money | null
  isReminder: boolean
  /** ISO 8601; null when the site is offline already. */
  suspendsAt: string | null
  payUrl: string
}

/** A renewal that could not be charged: what to do, and what happens when. */
export default function PaymentFailed(props: PaymentFailedProps) {
  const { locale, name, planName, serviceName, isReminder, suspendsAt, payUrl } = props
  const { words: all, money, day: write } = languageOf(locale)
  const { labels, actions, hello } = all.frame
  const words = all.payments['payment-failed']
  const day = suspendsAt && write(suspendsAt)
  const amount = props.amount && money(props.amount)
  return (
    <Layout
      locale={locale}
      department="billing"
      title={words.title(isReminder)}
      preheader={words.preheader(serviceName, day)}
    >
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{isReminder ? words.reminder(planName) : words.first(planName)}</Paragraph>
      <Paragraph>{words.consequence(day)}</Paragraph>
      <Facts
        facts={[
          ...serviceFacts(props),
          ...(amount ? [{ label: labels.toPay, value: amount }] : []),
          ...(day ? [{ label: words.onlineUntil, value: day }] : []),
        ]}
      />
      <Action href={payUrl}>{actions.pay(amount)}</Action>
      <Paragraph>{words.ways}</Paragraph>
    </Layout>
  )
}

PaymentFailed.PreviewProps = {
  ...sampleService,
  amount: { amountMinor: 799, currency: 'usd' },
  isReminder: false,
  suspendsAt: '2027-11-30T09:30:00.000Z',
  payUrl: 'https://invoice.stripe.com/i/acct_1/test_1',
} satisfies PaymentFailedProps
