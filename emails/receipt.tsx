import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph, TextLink } from './_components/prose'
import { type ServiceProps, sampleService } from './_components/service-facts'

type ReceiptProps = Omit<ServiceProps, 'planName'> & {
  number: string
  /** ISO 8601 */
  paidAt: string
  /** ISO 8601 */
  periodStart: string
  /** ISO 8601 */
  periodEnd: string
  subtotal: Money
  discount: Money
  tax: Money
  total: Money
  paid: Money
  /** Where the invoice is read; the service's page where Stripe gave none. */
  invoiceUrl: string
  pdfUrl: string | null
}

/** A renewal or an upgrade was paid: how much, for what time, and the invoice to keep. */
export default function Receipt(props: ReceiptProps) {
  const { locale, name, serviceName, periodStart, periodEnd, invoiceUrl, pdfUrl } = props
  const { words: all, money, day } = languageOf(locale)
  const words = all.payments.receipt
  const paid = money(props.paid)
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader(paid, serviceName)}>
      <Paragraph>{all.frame.hello(name)}</Paragraph>
      <Paragraph>{words.paid(paid, serviceName)}</Paragraph>
      <Facts
        facts={[
          { label: words.number, value: props.number },
          { label: all.frame.labels.service, value: serviceName },
          { label: words.period, value: words.periodOf(day(periodStart), day(periodEnd)) },
          ...amountsOf(props).map(([label, amount]) => ({ label: words[label], value: money(amount) })),
          { label: words.paidOn, value: day(props.paidAt) },
        ]}
      />
      <Action href={invoiceUrl}>{words.see}</Action>
      {pdfUrl && (
        <Paragraph>
          <TextLink href={pdfUrl}>{words.download}</TextLink>
        </Paragraph>
      )}
      <Paragraph>{words.wrong}</Paragraph>
    </Layout>
  )
}

/** How the total comes about, where it has more than one part, and what of it was paid. */
function amountsOf(props: ReceiptProps) {
  const { subtotal, discount, tax, total, paid } = props
  const parts = [
    ...(discount.amountMinor > 0 ? [['discount', { ...discount, amountMinor: -discount.amountMinor }] as const] : []),
    ...(tax.amountMinor > 0 ? [['tax', tax] as const] : []),
  ]
  const credit = total.amountMinor - paid.amountMinor
  return [
    ...(parts.length > 0 ? [['subtotal', subtotal] as const, ...parts] : []),
    ['total', total] as const,
    ...(credit > 0 ? [['fromCredit', { ...total, amountMinor: credit }] as const, ['paidNow', paid] as const] : []),
  ]
}

Receipt.PreviewProps = {
  ...sampleService,
  number: 'MH-2027-000017',
  paidAt: '2027-11-23T09:30:00.000Z',
  periodStart: '2027-11-23T09:30:00.000Z',
  periodEnd: '2027-12-23T09:30:00.000Z',
  subtotal: { amountMinor: 799, currency: 'usd' },
  discount: { amountMinor: 80, currency: 'usd' },
  tax: { amountMinor: 151, currency: 'usd' },
  total: { amountMinor: 870, currency: 'usd' },
  paid: { amountMinor: 870, currency: 'usd' },
  invoiceUrl: 'https://invoice.stripe.com/i/acct_1/test_1',
  pdfUrl: 'https://pay.stripe.com/invoice/acct_1/test_1/pdf',
} satisfies ReceiptProps
