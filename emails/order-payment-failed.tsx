import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { type OpenOrderProps, openOrderFacts, sampleOpenOrder } from './_components/open-order-facts'
import { Paragraph } from './_components/prose'

type OrderPaymentFailedProps = OpenOrderProps & {
  /** The form with the same wish. */
  orderUrl: string
}

/** A payment that takes days did not arrive after all: the order is closed, and how to order again. */
export default function OrderPaymentFailed(props: OrderPaymentFailedProps) {
  const { locale, name, planName, orderUrl } = props
  const { frame, orders } = languageOf(locale).words
  const words = orders['order-payment-failed']
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.failed(planName)}</Paragraph>
      <Facts facts={openOrderFacts(props)} />
      <Paragraph>{words.why}</Paragraph>
      <Paragraph>{words.again}</Paragraph>
      <Action href={orderUrl}>{words.action}</Action>
    </Layout>
  )
}

OrderPaymentFailed.PreviewProps = {
  ...sampleOpenOrder,
  orderUrl: 'https://my.migrahosting.com/checkout?plan=starter&cycle=monthly',
} satisfies OrderPaymentFailedProps
