import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type PlanChangeScheduledProps = {
  name: string
  /** What it has until then. */
  planName: string
  serviceName: string
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
  const { name, planName, serviceName, toPlanName, toCycle, price, effectiveAt, serviceUrl } = props
  const day = formatDay(effectiveAt)
  return (
    <Layout
      department="billing"
      title="Your plan will change"
      preheader={`${serviceName} changes to ${toPlanName} on ${day}. Nothing is charged until then.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        On {day} {serviceName} changes to {toPlanName}. Until then you keep {planName}, which you have paid for, and
        nothing is charged.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan until then', value: planName },
          { label: 'Plan from then on', value: toPlanName },
          { label: 'Changes on', value: day },
          { label: 'New price', value: `${formatMoney(price)} ${cycleWords[toCycle].every}, first on that day` },
        ]}
      />
      <Paragraph>Changed your mind, or was it not you? Until {day} you can take the change back:</Paragraph>
      <Action href={serviceUrl}>Open the service</Action>
    </Layout>
  )
}

PlanChangeScheduled.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Premium',
  serviceName: 'maria.example',
  toPlanName: 'Starter',
  toCycle: 'monthly',
  price: { amountMinor: 799, currency: 'usd' },
  effectiveAt: '2027-11-23T09:30:00.000Z',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangeScheduledProps
