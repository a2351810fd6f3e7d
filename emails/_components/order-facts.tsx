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
  amountToday: Money
  renewal: Money
  /** ISO 8601; null while Stripe has not said when the paid term ends. */
  renewalDate: string | null
  /** Where the site opens. */
  siteUrl: string
  domain: string
  /** Ordered, but hosted with us for someone else by the time it was paid. */
  lostDomain: string | null
  orderNumber: string
}

export function OrderFacts({ locale, ...props }: OrderFactsProps & { locale: Locale }) {
  const { words, cycles, money, day } = languageOf(locale)
  const { labels } = words.frame
  const { nextPayment, planOfTerm, lostDomain } = words.orders.facts
  const { term } = cycles[props.cycle]
  return (
    <>
      <Facts
        facts={[
          { label: labels.site, value: <TextLink href={props.siteUrl}>{props.siteUrl}</TextLink> },
          { label: labels.domain, value: props.domain },
          { label: labels.plan, value: planOfTerm(props.planName, term) },
          { label: labels.paidToday, value: money(props.amountToday) },
          {
            label: labels.nextPayment,
            value: nextPayment(money(props.renewal), term, props.renewalDate && day(props.renewalDate)),
          },
          { label: labels.orderNumber, value: props.orderNumber },
        ]}
      />
      {props.lostDomain && <Paragraph>{lostDomain(props.lostDomain, props.domain)}</Paragraph>}
    </>
  )
}

/** For previews. */
export const sampleOrder: OrderFactsProps = {
  planName: 'Premium',
  cycle: 'yearly',
  amountToday: { amountMinor: 11869, currency: 'usd' },
  renewal: { amountMinor: 13188, currency: 'usd' },
  renewalDate: '2027-11-23T09:30:00.000Z',
  siteUrl: 'https://user4f2a91c0.migrahosting.com',
  domain: 'user4f2a91c0.migrahosting.com',
  lostDomain: null,
  orderNumber: '4F2A91C0',
}
