import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'

type PlanChangedProps = RenewalFactsProps & {
  name: string
  planName: string
  serviceName: string
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
  const { name, planName, serviceName, charged, credited, serviceUrl } = props
  return (
    <Layout
      department="billing"
      title="Your plan has changed"
      preheader={`${serviceName} has ${planName} now${charged ? `. Paid: ${formatMoney(charged)}` : ''}.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        The plan of {serviceName} has changed, and its new limits apply from now on. Your site stays as it is.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan now', value: `${planName}, paid ${cycleWords[props.cycle].every}` },
          { label: 'Plan before', value: `${props.fromPlanName}, paid ${cycleWords[props.fromCycle].every}` },
          ...(charged ? [{ label: 'Paid for the change', value: formatMoney(charged) }] : []),
          ...(credited ? [{ label: 'Your credit', value: formatMoney(credited) }] : []),
          ...renewalFacts(props),
        ]}
      />
      {credited && (
        <Paragraph>The credit is for the time that you had paid ahead. It pays your next invoices.</Paragraph>
      )}
      <Action href={serviceUrl}>See the service and its invoices</Action>
      <Paragraph>If an amount looks wrong to you, reply to this mail: we will check it with you.</Paragraph>
    </Layout>
  )
}

PlanChanged.PreviewProps = {
  ...sampleRenewal,
  name: 'Maria Santos',
  planName: 'Premium',
  serviceName: 'maria.example',
  fromPlanName: 'Starter',
  fromCycle: 'monthly',
  charged: { amountMinor: 339, currency: 'usd' },
  credited: null,
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangedProps
