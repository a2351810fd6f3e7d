import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type DisputeOpenedProps = {
  customerEmail: string
  amount: Money
  /** In Stripe's word, e.g. `fraudulent`. */
  reason: string
  disputeUrl: string
}

/** For staff: a payment was disputed, what was done about it, and what they must do. */
export default function DisputeOpened({ customerEmail, amount, reason, disputeUrl }: DisputeOpenedProps) {
  return (
    <Layout
      department="billing"
      title="A payment was disputed"
      preheader={`${customerEmail} disputes ${formatMoney(amount)}. An answer is due at Stripe.`}
    >
      <Paragraph>
        The bank of a customer asks for a payment back. Until it is decided, the money has left our account.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Customer', value: customerEmail },
          { label: 'Amount', value: formatMoney(amount) },
          { label: 'Reason', value: reason.replaceAll('_', ' ') },
        ]}
      />
      <Action href={disputeUrl}>Answer at Stripe</Action>
      <Paragraph>
        Done already: the customer's services will not renew, and new orders of this customer are refused. The services
        stay online until the end of what is paid. If the dispute is won, all of this is undone by itself.
      </Paragraph>
      <Paragraph>To do: look whether it is a misunderstanding, and answer at Stripe before its date.</Paragraph>
    </Layout>
  )
}

DisputeOpened.PreviewProps = {
  customerEmail: 'maria@example.com',
  amount: { amountMinor: 799, currency: 'usd' },
  reason: 'product_not_received',
  disputeUrl: 'https://dashboard.stripe.com/disputes/du_1',
} satisfies DisputeOpenedProps
