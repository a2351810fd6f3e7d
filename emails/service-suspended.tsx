import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type ServiceSuspendedProps = {
  name: string
  planName: string
  serviceName: string
  amount: Money | null
  payUrl: string
}

/** The site went offline because its renewal was not paid. */
export default function ServiceSuspended({ name, planName, serviceName, amount, payUrl }: ServiceSuspendedProps) {
  return (
    <Layout
      department="billing"
      title="Your site is offline"
      preheader="Nothing is deleted. It comes back within seconds of your payment."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        The renewal of {planName} is still not paid, so we have taken your site offline. Nothing of it is deleted: your
        files are where you left them.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          ...(amount ? [{ label: 'To pay', value: formatMoney(amount) }] : []),
        ]}
      />
      <Action href={payUrl}>{amount ? `Pay ${formatMoney(amount)}` : 'Pay now'}</Action>
      <Paragraph>
        As soon as your payment arrives the site is online again, by itself and within seconds. You can pay with another
        card. If you need more time, reply to this mail and we will find a way.
      </Paragraph>
    </Layout>
  )
}

ServiceSuspended.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  amount: { amountMinor: 799, currency: 'usd' },
  payUrl: 'https://invoice.stripe.com/i/acct_1/test_1',
} satisfies ServiceSuspendedProps
