import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph, TextLink } from './_components/prose'

type OrderConfirmationProps = {
  name: string
  planName: string
  cycle: BillingCycle
  amountToday: Money
  renewal: Money
  /** ISO 8601; null while Stripe has not said when the paid term ends. */
  renewalDate: string | null
  siteUrl: string
  domain: string
  orderNumber: string
  dashboardUrl: string
}

/** For an account that was there before: what was bought, what was paid, and when the next payment is due. */
export default function OrderConfirmation(props: OrderConfirmationProps) {
  const today = formatMoney(props.amountToday)
  const renewal = formatMoney(props.renewal)
  const term = cycleWords[props.cycle].term
  return (
    <Layout
      department="billing"
      title={`${props.planName} is paid and running`}
      preheader={`Paid today: ${today}. Order ${props.orderNumber}.`}
    >
      <Paragraph>Hello {props.name},</Paragraph>
      <Paragraph>
        Thank you for your order. Your payment arrived and your site is live. It is in the account that you already
        have, and your password is unchanged.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Order number', value: props.orderNumber },
          { label: 'Plan', value: `${props.planName}, ${term}` },
          { label: 'Paid today', value: today },
          { label: 'Next payment', value: nextPayment(renewal, term, props.renewalDate) },
          { label: 'Your site', value: <TextLink href={props.siteUrl}>{props.siteUrl}</TextLink> },
          { label: 'Domain', value: props.domain },
        ]}
      />
      <Action href={props.dashboardUrl}>Open your dashboard</Action>
      <Paragraph>
        The plan renews by itself with the card that you paid with today. If you do not want that, reply to this mail
        before the next payment and we will stop it. If an amount looks wrong to you, reply too: we will check it with
        you.
      </Paragraph>
    </Layout>
  )
}

function nextPayment(renewal: string, term: string, renewalDate: string | null): string {
  if (!renewalDate) return `${renewal}, in ${term}`
  return `${renewal} on ${formatDay(renewalDate)}`
}

OrderConfirmation.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Premium',
  cycle: 'yearly',
  amountToday: { amountMinor: 11869, currency: 'usd' },
  renewal: { amountMinor: 13188, currency: 'usd' },
  renewalDate: '2027-11-23T09:30:00.000Z',
  siteUrl: 'https://user4f2a91c0.migrahosting.com',
  domain: 'user4f2a91c0.migrahosting.com',
  orderNumber: '4F2A91C0',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies OrderConfirmationProps
