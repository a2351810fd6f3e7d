import { formatMoney } from '@/lib/money'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { OrderFacts, type OrderFactsProps, sampleOrder } from './_components/order-facts'
import { Paragraph } from './_components/prose'

type OrderConfirmationProps = OrderFactsProps & { name: string; dashboardUrl: string }

/** For an account that was there before: what was bought, what was paid, and when the next payment is due. */
export default function OrderConfirmation(props: OrderConfirmationProps) {
  const today = formatMoney(props.amountToday)
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
      <OrderFacts {...props} />
      <Action href={props.dashboardUrl}>Open your dashboard</Action>
      <Paragraph>
        The plan renews by itself with the card that you paid with today. If you do not want that, cancel it in your
        dashboard: it then runs until the end of what is paid, and nothing more is charged. If an amount looks wrong to
        you, reply to this mail: we will check it with you.
      </Paragraph>
    </Layout>
  )
}

OrderConfirmation.PreviewProps = {
  ...sampleOrder,
  name: 'Maria Santos',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies OrderConfirmationProps
