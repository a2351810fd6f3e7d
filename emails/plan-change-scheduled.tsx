import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService } from './_components/service-facts'

/** The service has `planName` until the change. */
type PlanChangeScheduledProps = ServiceProps & {
  toPlanName: string
  toCycle: BillingCycle
  /** What a term then costs. */
  price: Money
  /** ISO 8601 */
  effectiveAt: string
  serviceUrl: string
}

/** A change of plan waits for the end of what is paid. */
export default function PlanChangeScheduled(props: PlanChangeScheduledProps) {
  const { locale, name, planName, serviceName, toPlanName, toCycle, price, serviceUrl } = props
  const { words: all, money, cycles, day: write } = languageOf(locale)
  const { hello, labels, actions } = all.frame
  const words = all.plans['plan-change-scheduled']
  const day = write(props.effectiveAt)
  return (
    <Layout
      locale={locale}
      department="billing"
      title={words.title}
      preheader={words.preheader(serviceName, toPlanName, day)}
    >
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.changes(serviceName, toPlanName, planName, day)}</Paragraph>
      <Facts
        facts={[
          { label: labels.service, value: serviceName },
          { label: words.untilThen, value: planName },
          { label: words.fromThen, value: toPlanName },
          { label: words.changesOn, value: day },
          { label: words.newPrice, value: words.firstOn(money(price), cycles[toCycle].every) },
        ]}
      />
      <Paragraph>{words.undo(day)}</Paragraph>
      <Action href={serviceUrl}>{actions.openService}</Action>
    </Layout>
  )
}

PlanChangeScheduled.PreviewProps = {
  ...sampleService,
  planName: 'Premium',
  toPlanName: 'Starter',
  toCycle: 'monthly',
  price: { amountMinor: 799, currency: 'usd' },
  effectiveAt: '2027-11-23T09:30:00.000Z',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangeScheduledProps
