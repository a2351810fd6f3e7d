import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'
import { type ServiceProps, sampleService } from './_components/service-facts'

type PlanChangedProps = ServiceProps &
  RenewalFactsProps & {
    fromPlanName: string
    fromCycle: BillingCycle
    /** At the change; null where it cost nothing of its own. */
    charged: Money | null
    /** Kept for the next invoices. */
    credited: Money | null
    serviceUrl: string
  }

/** Another plan or cycle is in force: what it was and is, what was paid for the change, and what comes next. */
export default function PlanChanged(props: PlanChangedProps) {
  const { locale, name, planName, serviceName, credited, serviceUrl } = props
  const { words: all, money, cycles } = languageOf(locale)
  const { hello, labels } = all.frame
  const words = all.plans['plan-changed']
  const charged = props.charged && money(props.charged)
  return (
    <Layout
      locale={locale}
      department="billing"
      title={words.title}
      preheader={words.preheader(serviceName, planName, charged)}
    >
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.changed(serviceName)}</Paragraph>
      <Facts
        facts={[
          { label: labels.service, value: serviceName },
          { label: words.now, value: words.planOfTerm(planName, cycles[props.cycle].every) },
          { label: words.before, value: words.planOfTerm(props.fromPlanName, cycles[props.fromCycle].every) },
          ...(charged ? [{ label: words.charged, value: charged }] : []),
          ...(credited ? [{ label: words.credited, value: money(credited) }] : []),
          ...renewalFacts(props),
        ]}
      />
      {credited && <Paragraph>{words.aboutCredit}</Paragraph>}
      <Action href={serviceUrl}>{words.action}</Action>
      <Paragraph>{words.wrong}</Paragraph>
    </Layout>
  )
}

PlanChanged.PreviewProps = {
  ...sampleService,
  ...sampleRenewal,
  planName: 'Premium',
  fromPlanName: 'Starter',
  fromCycle: 'monthly',
  charged: { amountMinor: 339, currency: 'usd' },
  credited: null,
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangedProps
