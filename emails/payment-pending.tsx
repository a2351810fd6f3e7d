import { languageOf } from '@/lib/mail/language'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { type OpenOrderProps, openOrderFacts, sampleOpenOrder } from './_components/open-order-facts'
import { Paragraph } from './_components/prose'

/** An order whose payment takes days: that it is placed, and that nothing is to be done. */
export default function PaymentPending(props: OpenOrderProps) {
  const { locale, name, planName } = props
  const { frame, orders } = languageOf(locale).words
  const words = orders['payment-pending']
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.placed(planName)}</Paragraph>
      <Facts facts={openOrderFacts(props)} />
      <Paragraph>{words.next}</Paragraph>
    </Layout>
  )
}

PaymentPending.PreviewProps = sampleOpenOrder
