import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type PaymentFailedProps = {
  name: string
  planName: string
  /** What the customer calls the service: its domain. */
  serviceName: string
  amount: Money | null
  isReminder: boolean
  /** ISO 8601; null when the site is offline already. */
  suspendsAt: string | null
  payUrl: string
}

/** A renewal that could not be charged: what to do, and what happens when. */
export default function PaymentFailed(props: PaymentFailedProps) {
  const { name, planName, serviceName, amount, isReminder, suspendsAt, payUrl } = props
  const day = suspendsAt && formatDay(suspendsAt)
  return (
    <Layout
      department="billing"
      title={isReminder ? 'Your payment is still open' : 'Your payment did not go through'}
      preheader={
        day ? `${serviceName} stays online until ${day}. Here is how to pay.` : `Pay to bring ${serviceName} back.`
      }
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {isReminder
          ? `The renewal of ${planName} is still not paid. We tried the card that you pay with, and the bank did not accept it.`
          : `We tried to renew ${planName} with the card that you pay with, and the bank did not accept it. That happens, for example when a card has expired. Nothing was charged.`}
      </Paragraph>
      <Paragraph>
        {day
          ? `Your site is online and stays so until ${day}. If the payment has not arrived by then, the site goes offline; nothing of it is deleted.`
          : 'Your site is offline until the payment arrives; nothing of it is deleted.'}
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          ...(amount ? [{ label: 'To pay', value: formatMoney(amount) }] : []),
          ...(day ? [{ label: 'Online until', value: day }] : []),
        ]}
      />
      <Action href={payUrl}>{amount ? `Pay ${formatMoney(amount)}` : 'Pay now'}</Action>
      <Paragraph>
        You can use another card there. We will also try your card again by ourselves. If you have paid in the meantime,
        there is nothing more to do.
      </Paragraph>
    </Layout>
  )
}

PaymentFailed.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  amount: { amountMinor: 799, currency: 'usd' },
  isReminder: false,
  suspendsAt: '2027-11-30T09:30:00.000Z',
  payUrl: 'https://invoice.stripe.com/i/acct_1/test_1',
} satisfies PaymentFailedProps
