import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'
import { Facts } from './facts'
import { formatDay } from './format-day'
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

export function OrderFacts(props: OrderFactsProps) {
  const { term } = cycleWords[props.cycle]
  return (
    <>
      <Facts
        facts={[
          { label: 'Your site', value: <TextLink href={props.siteUrl}>{props.siteUrl}</TextLink> },
          { label: 'Domain', value: props.domain },
          { label: 'Plan', value: `${props.planName}, ${term}` },
          { label: 'Paid today', value: formatMoney(props.amountToday) },
          { label: 'Next payment', value: nextPayment(formatMoney(props.renewal), term, props.renewalDate) },
          { label: 'Order number', value: props.orderNumber },
        ]}
      />
      {props.lostDomain && (
        <Paragraph>
          You asked for {props.lostDomain}. While you paid, another order took it up, so your site runs at{' '}
          {props.domain}. If {props.lostDomain} is yours, reply to this mail and we will sort it out.
        </Paragraph>
      )}
    </>
  )
}

function nextPayment(renewal: string, term: string, renewalDate: string | null): string {
  return renewalDate ? `${renewal} on ${formatDay(renewalDate)}` : `${renewal}, in ${term}`
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
