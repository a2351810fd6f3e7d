import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import type { Locale } from '@/lib/words/locale'
import { Facts } from './facts'
import { Paragraph, TextLink } from './prose'

/** What was bought, as each mail about a new order says it. */
export type OrderFactsProps = {
  planName: string
  cycle: BillingCycle
  /** With all tax. */
  amountToday: Money
  /** How much of it is tax; null without any. */
  taxToday: Money | null
  /** Whether tax comes on top of the renewal's price. */
  addsTax: boolean
  renewal: Money
  /** ISO 8601; null while Stripe has not said when the paid term ends. */
  renewalDate: string | null
  /** Where the site opens. */
  siteUrl: string
  domain: string
  /** Ordered, but hosted with us for someone else by the time it was paid. */
  lostDomain: string | null
  /** The page with the DNS records of the domain that was ordered; null for an order without one. */
  dnsUrl: string | null
  orderNumber: string
}

export function OrderFacts({ locale, ...props }: OrderFactsProps & { locale: Locale }) {
  const { words, cycles, money, day } = languageOf(locale)
  const { labels } = words.frame
  const { nextPayment, planOfTerm, plusTax, lostDomain, dnsRecords } = words.orders.facts
  const { term } = cycles[props.cycle]
  const renewal = props.addsTax ? plusTax(money(props.renewal)) : money(props.renewal)
  return (
    <>
      <Facts
        facts={[
          { label: labels.site, value: <TextLink href={props.siteUrl}>{props.siteUrl}</TextLink> },
          { label: labels.domain, value: props.domain },
          { label: labels.plan, value: planOfTerm(props.planName, term) },
          { label: labels.paidToday, value: money(props.amountToday) },
          ...(props.taxToday ? [{ label: labels.ofWhichTax, value: money(props.taxToday) }] : []),
          {
            label: labels.nextPayment,
            value: nextPayment(renewal, term, props.renewalDate && day(props.renewalDate)),
          },
          { label: labels.orderNumber, value: props.orderNumber },
        ]}
      />
      {props.lostDomain && (
        <Paragraph>
          {lostDomain(props.lostDomain, props.domain)}{' '}
          {props.dnsUrl && <TextLink href={props.dnsUrl}>{props.dnsUrl}</TextLink>}
        </Paragraph>
      )}
      {props.dnsUrl && !props.lostDomain && (
        <Paragraph>
          {dnsRecords(props.domain)} <TextLink href={props.dnsUrl}>{props.dnsUrl}</TextLink>
        </Paragraph>
      )}
    </>
  )
}

/** For previews. */
export const sampleOrder: OrderFactsProps = {
  planName: 'Premium',
  cycle: 'yearly',
  amountToday: { amountMinor: 11869, currency: 'usd' },
  taxToday: null,
  addsTax: false,
  renewal: { amountMinor: 13188, currency: 'usd' },
  renewalDate: '2027-11-23T09:30:00.000Z',
  siteUrl: 'https://user4f2a91c0.migrahosting.com',
  domain: 'user4f2a91c0.migrahosting.com',
  lostDomain: null,
  dnsUrl: null,
  orderNumber: '4F2A91C0',
}
