import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { OrderFacts, type OrderFactsProps, sampleOrder } from './_components/order-facts'
import { Paragraph } from './_components/prose'

type OrderConfirmationProps = OrderFactsProps & { locale: Locale; name: string; dashboardUrl: string }

/** For an account that was there before: what was bought, what was paid, and when the next payment is due. */
export default function OrderConfirmation(props: OrderConfirmationProps) {
  const { locale, planName, orderNumber } = props
  const { words, money } = languageOf(locale)
  const { title, preheader, thanks, renewal } = words.orders['order-confirmation']
  return (
    <Layout
      locale={locale}
      department="billing"
      title={title(planName)}
      preheader={preheader(money(props.amountToday), orderNumber)}
    >
      <Paragraph>{words.frame.hello(props.name)}</Paragraph>
      <Paragraph>{thanks}</Paragraph>
      <OrderFacts {...props} />
      <Action href={props.dashboardUrl}>{words.frame.actions.openDashboard}</Action>
      <Paragraph>{renewal}</Paragraph>
    </Layout>
  )
}

OrderConfirmation.PreviewProps = {
  ...sampleOrder,
  locale: 'en',
  name: 'Maria Santos',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies OrderConfirmationProps
