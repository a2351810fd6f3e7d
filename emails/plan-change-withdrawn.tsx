import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'

type PlanChangeWithdrawnProps = RenewalFactsProps & {
  name: string
  /** The plan that stays. */
  planName: string
  serviceName: string
  /** The plan that it would have changed to. */
  toPlanName: string
  serviceUrl: string
}

/** A change of plan that waited was taken back. */
export default function PlanChangeWithdrawn(props: PlanChangeWithdrawnProps) {
  const { name, planName, serviceName, toPlanName, serviceUrl } = props
  return (
    <Layout
      department="billing"
      title="Your plan stays as it is"
      preheader={`The change of ${serviceName} to ${toPlanName} is taken back.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        The change to {toPlanName} that was planned for {serviceName} is taken back. It keeps {planName}, and nothing
        was charged.
      </Paragraph>
      <Facts
        facts={[{ label: 'Service', value: serviceName }, { label: 'Plan', value: planName }, ...renewalFacts(props)]}
      />
      <Action href={serviceUrl}>Open the service</Action>
    </Layout>
  )
}

PlanChangeWithdrawn.PreviewProps = {
  ...sampleRenewal,
  name: 'Maria Santos',
  planName: 'Premium',
  serviceName: 'maria.example',
  toPlanName: 'Starter',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangeWithdrawnProps
